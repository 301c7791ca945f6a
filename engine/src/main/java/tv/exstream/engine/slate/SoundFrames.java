package tv.exstream.engine.slate;

/** Sound in frames of 1,024 samples, which follow each other in a circle: after the last comes the first. */
interface SoundFrames extends AutoCloseable {
    /** Fills {@code planes[channel][0 … 1023]} with the next frame. @return false after the last */
    boolean next(float[][] planes);

    @Override
    default void close() {}
}
