package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.schedule.item.ChannelRef;

/**
 * One entry of a lineup: a programme, or the time between two. In JSON the properties' names tell which it is; stored, so
 * they are part of the database's format.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(LineupEntry.Media.class),
    @JsonSubTypes.Type(LineupEntry.Flex.class),
    @JsonSubTypes.Type(LineupEntry.Mark.class),
    @JsonSubTypes.Type(LineupEntry.Hours.class),
    @JsonSubTypes.Type(LineupEntry.Redirect.class)
})
public sealed interface LineupEntry {
    /** Of flex and redirects. */
    Duration LONGEST = Duration.ofDays(31);

    /** What is aired for its own sake, rather than time that is to be filled. */
    default boolean programme() {
        return this instanceof Media || this instanceof Redirect;
    }

    /** A number for it that is the same on every machine. */
    default long code() {
        return switch (this) {
            case Media media -> media.media;
            case Flex flex -> -1 - flex.flex.toMillis();
            case Mark mark -> -(1L << 40) - mark.mark * 2_000L - mark.offset.orElse(0);
            case Hours hours ->
                -(1L << 44)
                        - hours.from.toSecondOfDay() * 100_000L
                        - hours.to.toSecondOfDay()
                        - hours.redirect.map(LineupEntry::code).orElse(0L);
            case Redirect redirect -> -(1L << 52) - code(redirect.redirect) - redirect.duration.toMillis() * 31;
        };
    }

    private static long code(ChannelRef channel) {
        return channel.toString().chars().asLongStream().reduce(7, (hash, c) -> hash * 31 + c);
    }

    /** @param media the library's key of an item */
    record Media(long media) implements LineupEntry {
        public Media {
            require(media >= 1, "media " + media + ": keys of media are positive");
        }
    }

    /** @param flex how long filler is aired, or nothing where there is none; whole milliseconds */
    record Flex(Duration flex) implements LineupEntry {
        public Flex {
            require(reasonable(flex), "flex of " + flex + ": give a time of up to 31 days");
        }
    }

    /**
     * Flex until the wall clock shows a multiple of so many minutes since midnight; none where it does already.
     *
     * @param mark   1 to 1440
     * @param offset the multiples are so many minutes later, below {@code mark}; zero if empty
     */
    record Mark(int mark, Optional<Integer> offset) implements LineupEntry {
        public Mark {
            require(mark >= 1 && mark <= 1440, "a mark every " + mark + " minutes: give 1 to 1440");
            int shift = offset.orElse(0);
            require(
                    shift >= 0 && shift < mark,
                    "an offset of " + shift + " minutes: give 0 to " + (mark - 1) + ", less than the marks are apart");
        }
    }

    /**
     * What follows is aired between two times of day: where it would not end in time there is flex until {@code from}.
     *
     * @param to       later than {@code from}, or on the next day
     * @param redirect the channel that is shown while it waits, in place of flex
     */
    record Hours(LocalTime from, LocalTime to, Optional<ChannelRef> redirect) implements LineupEntry {
        public Hours {
            require(!from.equals(to), "hours from " + from + " to " + to + ": give two different times");
        }

        /** How long they are on a day that has 24 hours. */
        Duration length() {
            Duration span = Duration.between(from, to);
            return span.isNegative() ? span.plusDays(1) : span;
        }
    }

    /** Another channel in the place of a programme. */
    record Redirect(ChannelRef redirect, Duration duration) implements LineupEntry {
        public Redirect {
            require(reasonable(duration), "a redirect of " + duration + ": give a time of up to 31 days");
        }
    }

    private static boolean reasonable(Duration duration) {
        return duration.toMillis() > 0 && duration.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
