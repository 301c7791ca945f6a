package tv.exstream.engine;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A search for black pictures in a source with an end.
 *
 * @param source   looked at from its beginning to its end
 * @param least    a shorter span is none; positive
 * @param picture  a picture is black if this share of its pixels is; above 0, at most 1
 * @param pixel    a pixel is black up to this share of the signal's range; 0 or more, below 1
 * @param deadline for the work as a whole, without rests
 * @param pace     when to rest
 * @param progress told how far the search is, about twice a second, on the calling thread
 */
public record BlackScan(
        MediaSource source,
        Duration least,
        double picture,
        double pixel,
        Duration deadline,
        Pace pace,
        Consumer<Duration> progress) {
    public static final Duration DEFAULT_LEAST = Duration.ofMillis(200);
    /** As libavfilter's {@code blackdetect} has them. */
    public static final double DEFAULT_PICTURE = 0.98;

    public static final double DEFAULT_PIXEL = 0.10;

    public BlackScan {
        if (!least.isPositive() || !deadline.isPositive()) {
            throw new IllegalArgumentException("the least span " + least + " and the deadline " + deadline
                    + " of a search for black pictures must be positive");
        }
        if (!(picture > 0 && picture <= 1) || !(pixel >= 0 && pixel < 1)) {
            throw new IllegalArgumentException("black at " + picture + " of the pixels, each up to " + pixel
                    + ": give a share above 0 up to 1, and one from 0 to below 1");
        }
    }

    /** With what suits most. */
    public static BlackScan of(MediaSource source, Duration deadline) {
        return new BlackScan(
                source, DEFAULT_LEAST, DEFAULT_PICTURE, DEFAULT_PIXEL, deadline, worked -> {}, position -> {});
    }

    /** The same search, with rests. */
    public BlackScan paced(Pace with, Consumer<Duration> telling) {
        return new BlackScan(source, least, picture, pixel, deadline, with, telling);
    }

    /** Keeps a search from taking a processor for itself. */
    @FunctionalInterface
    public interface Pace {
        /**
         * Is called on the searching thread after each tenth of a second of work or so, and may block as long as the search
         * should rest.
         *
         * @param worked since the last call, by the clock
         * @throws InterruptedException when the search is cancelled meanwhile
         */
        void rest(Duration worked) throws InterruptedException;
    }
}
