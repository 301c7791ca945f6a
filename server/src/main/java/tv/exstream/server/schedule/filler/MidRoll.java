package tv.exstream.server.schedule.filler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.schedule.draw.Airable;

/**
 * Where a programme may be interrupted.
 *
 * @param at         the points to choose from
 * @param expression which of them are taken ({@link Expression}); all if empty
 * @param shortest   programmes below this are not interrupted
 * @param apart      the least time between two breaks, and from the beginning to the first
 * @param keepEnd    no break so near the end
 * @param most       breaks in a programme; as many as there are if empty
 */
public record MidRoll(
        Points at,
        Optional<String> expression,
        Optional<Duration> shortest,
        Optional<Duration> apart,
        Optional<Duration> keepEnd,
        Optional<Integer> most) {
    public static final MidRoll AT_CHAPTERS = new MidRoll(
            new Points.Chapters(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public MidRoll {
        expression.ifPresent(Expression::parse);
        most.filter(n -> n < 0).ifPresent(n -> {
            throw new IllegalArgumentException("at most " + n + " breaks: give zero or more");
        });
    }

    /** Whether breaks are where the picture is black. */
    public boolean atBlacks() {
        return at instanceof Points.Blacks;
    }

    /** What breaks are chosen from. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Points.Chapters.class, name = "chapters"),
        @JsonSubTypes.Type(value = Points.Blacks.class, name = "black_frames"),
        @JsonSubTypes.Type(value = Points.Every.class, name = "every"),
        @JsonSubTypes.Type(value = Points.Percent.class, name = "percent")
    })
    public sealed interface Points {
        /** Where a chapter ends and another begins. */
        record Chapters() implements Points {}

        /**
         * Where the library has found the picture black.
         *
         * @param silent only where nothing is heard, too
         */
        record Blacks(boolean silent) implements Points {}

        /** @param first the first break; one interval in if empty */
        record Every(Duration interval, Optional<Duration> first) implements Points {
            public Every {
                if (interval.compareTo(Airable.SHORTEST) < 0) {
                    throw new IllegalArgumentException("a break every " + interval + ": give at least a second");
                }
            }
        }

        /** @param percent of the programme's length, each from 1 to 99 */
        record Percent(List<Integer> percent) implements Points {
            public Percent {
                percent = percent.stream().distinct().sorted().toList();
                if (percent.stream().anyMatch(p -> p < 1 || p > 99)) {
                    throw new IllegalArgumentException("breaks at " + percent + " percent: give 1 to 99");
                }
            }
        }
    }
}
