package tv.exstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One item of a channel's playout, on air over {@code [start, finish)} of the wall clock.
 *
 * @param id     the playout's own key for this airing; two airings of a file differ
 * @param title  what an error slate or the API may call it
 * @param start  first instant on air
 * @param finish first instant no longer on air; after {@code start}. The channel cuts here whatever the file's length
 * @param source empty when nothing is scheduled: the channel shows its offline slate
 * @param inPoint position in the source shown at {@code start}; not negative
 * @param filler this is filler between programmes, not a programme of the guide
 * @param sound  which track of the source is heard, where it has several
 */
public record Programme(
        long id,
        String title,
        Instant start,
        Instant finish,
        Optional<MediaSource> source,
        Duration inPoint,
        boolean filler,
        SoundChoice sound) {
    public Programme {
        if (!finish.isAfter(start)) {
            throw new IllegalArgumentException(
                    "programme " + id + " '" + title + "' ends at " + finish + ", not after its start " + start);
        }
        if (inPoint.isNegative()) {
            throw new IllegalArgumentException("programme " + id + " '" + title + "' has a negative in-point");
        }
    }

    /** One that is heard as its source is. */
    public Programme(
            long id,
            String title,
            Instant start,
            Instant finish,
            Optional<MediaSource> source,
            Duration inPoint,
            boolean filler) {
        this(id, title, start, finish, source, inPoint, filler, SoundChoice.NONE);
    }

    /** A programme, not filler. */
    public Programme(
            long id, String title, Instant start, Instant finish, Optional<MediaSource> source, Duration inPoint) {
        this(id, title, start, finish, source, inPoint, false);
    }

    public static Programme of(long id, String title, Instant start, Instant finish, MediaSource source) {
        return new Programme(id, title, start, finish, Optional.of(source), Duration.ZERO);
    }

    /** Nothing scheduled over this span. */
    public static Programme offline(Instant start, Instant finish) {
        return new Programme(-1, "Off air", start, finish, Optional.empty(), Duration.ZERO);
    }

    public boolean covers(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(finish);
    }
}
