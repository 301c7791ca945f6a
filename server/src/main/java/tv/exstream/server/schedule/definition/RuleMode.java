package tv.exstream.server.schedule.definition;

import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.filler.Expression;

/** How much a rule of a classic schedule puts on air before it is the next one's turn. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RuleMode.One.class, name = "one"),
    @JsonSubTypes.Type(value = RuleMode.Multiple.class, name = "multiple"),
    @JsonSubTypes.Type(value = RuleMode.Story.class, name = "story"),
    @JsonSubTypes.Type(value = RuleMode.Lasting.class, name = "duration"),
    @JsonSubTypes.Type(value = RuleMode.Flood.class, name = "flood")
})
public sealed interface RuleMode {
    /** One item. */
    record One() implements RuleMode {}

    /**
     * Several items.
     *
     * @param count a number, or a formula in which {@code count} is how many items there are to draw from and
     *              {@code random} a random number below that
     */
    record Multiple(String count) implements RuleMode {
        public Multiple {
            Expression.parseCount(count);
        }
    }

    /** All parts of the story that comes next, or one item that is not part of any. */
    record Story() implements RuleMode {}

    /**
     * So long, in whole items.
     *
     * @param tail    what takes the rest; {@link Tail#NONE} if empty
     * @param discard so many items may be passed over to find one that still fits; zero if empty
     */
    record Lasting(Duration duration, Optional<Tail> tail, Optional<Integer> discard) implements RuleMode {
        public Lasting {
            if (duration.compareTo(Airable.SHORTEST) < 0) {
                throw new IllegalArgumentException("a duration of " + duration + ": give at least a second");
            }
        }
    }

    /** Until the next fixed start; for ever if there is none. */
    record Flood() implements RuleMode {}

    /** What follows the last whole item of a duration. */
    enum Tail {
        /** The next rule, at once. */
        @JsonProperty("none")
        NONE,
        /** Fallback filler, or nothing. */
        @JsonProperty("offline")
        OFFLINE,
        /** Tail filler, then fallback filler. */
        @JsonProperty("filler")
        FILLER
    }
}
