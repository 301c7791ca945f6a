package tv.exstream.server.schedule.item;

/** What is shown while a scheduled item is on air. */
public sealed interface Content {
    /** @param mediaId the key of an item in the library */
    record Media(long mediaId) implements Content {}

    /**
     * A picture and sound drawn by libavfilter.
     *
     * @param videoGraph a filter graph with one video output
     * @param audioGraph a filter graph with one audio output
     */
    record Rendered(String videoGraph, String audioGraph) implements Content {}

    /** Nothing: the channel's offline slate. */
    record Offline() implements Content {}
}
