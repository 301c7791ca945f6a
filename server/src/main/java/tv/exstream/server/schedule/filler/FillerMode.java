package tv.exstream.server.schedule.filler;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How much filler is put before, within or after a programme. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FillerMode.Count.class, name = "count"),
    @JsonSubTypes.Type(value = FillerMode.RandomCount.class, name = "random_count"),
    @JsonSubTypes.Type(value = FillerMode.Pass.class, name = "pass"),
    @JsonSubTypes.Type(value = FillerMode.Span.class, name = "duration"),
    @JsonSubTypes.Type(value = FillerMode.Pad.class, name = "pad")
})
public sealed interface FillerMode {
    /** So many items, at each break. */
    record Count(int count) implements FillerMode {
        public Count {
            require(count >= 1, "filler of " + count + " items: give at least one");
        }
    }

    /** Between {@code least} and {@code most} items, at each break. */
    record RandomCount(int least, int most) implements FillerMode {
        public RandomCount {
            require(
                    least >= 0 && most >= least,
                    "filler of " + least + " to " + most + " items: give a range from zero");
        }
    }

    /** As many items as there are to draw from, at each break: a playlist goes round once. */
    record Pass() implements FillerMode {}

    /** As many whole items as fit, at each break. */
    record Span(Duration duration) implements FillerMode {
        public Span {
            require(duration.toMillis() > 0, "filler for " + duration + ": give a positive time");
        }
    }

    /**
     * As many whole items as fit until the wall clock shows a multiple of so many minutes; within a programme they are
     * spread evenly over its breaks.
     */
    record Pad(int minutes) implements FillerMode {
        public Pad {
            require(minutes >= 1 && minutes <= 1440, "padding to " + minutes + " minutes: give 1 to 1440");
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
