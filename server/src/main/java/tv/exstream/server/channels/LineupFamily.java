package tv.exstream.server.channels;

/** Automatic channels that come and go together. */
public enum LineupFamily {
    /** Made from the library. */
    LIBRARY,
    /** Rendered, made by {@code --demo}. */
    DEMO;

    boolean owns(String origin) {
        return origin.startsWith("demo:") == (this == DEMO);
    }
}
