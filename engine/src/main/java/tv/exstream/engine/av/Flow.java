package tv.exstream.engine.av;

/** What a step of a codec or filter came to: results, not exceptions. */
public enum Flow {
    /** Something was produced. */
    OUTPUT,
    /** Nothing now; feed it more. */
    NEED_INPUT,
    /** Nothing will follow. */
    END
}
