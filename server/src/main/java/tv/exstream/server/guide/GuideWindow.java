package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.http.ProblemException;

/**
 * The stretch of time that a request asks for.
 *
 * @param from first instant
 * @param to   after {@code from}
 */
record GuideWindow(Instant from, Instant to) {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * From now on and for the {@code usual} time, unless given.
     *
     * @throws ProblemException 400 when it is empty, longer than {@code most}, or nowhere near our time
     */
    static GuideWindow of(@Nullable Instant from, @Nullable Instant to, Instant now, Duration usual, Duration most) {
        Instant begin = from == null ? now : from;
        if (begin.isBefore(Instant.EPOCH) || begin.isAfter(LAST)) {
            throw ProblemException.badRequest("from=" + begin + " is not within the years 1970 to 9998.");
        }
        Instant end = to == null ? begin.plus(usual) : to;
        if (!begin.isBefore(end)) {
            throw ProblemException.badRequest("to=" + end + " is not after from=" + begin + ".");
        }
        if (Duration.between(begin, end).compareTo(most) > 0) {
            throw ProblemException.badRequest("from " + begin + " to " + end + " is longer than the " + most.toDays()
                    + " days one request may ask for.");
        }
        return new GuideWindow(begin, end);
    }
}
