package tv.exstream.server.schedule.item;

import java.time.Duration;

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

    /**
     * What another channel showed a while ago, with its guide; a position in it means nothing.
     *
     * @param channel the channel's key
     * @param offset  so long ago; negative for what it shows so much later
     */
    record Relay(long channel, Duration offset) implements Content {}

    /**
     * A live stream of the network; a position in it means nothing.
     *
     * @param address may hold secrets: for the engine only
     */
    record Stream(String address) implements Content {
        /** Tells no secret. */
        @Override
        public String toString() {
            return "Stream[" + StreamAddress.masked(address) + "]";
        }
    }

    /** Nothing: the channel's offline slate. */
    record Offline() implements Content {}
}
