package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.schedule.item.ChannelRef;

/**
 * A transform of a list of programmes ({@link LineupTools} says how it works). Tools that change the order leave out the
 * flex, which has lost its neighbours; redirects are programmes to all of them. Stored as JSON: the names below are part
 * of the database's format.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LineupTool.Shuffle.class, name = "shuffle"),
    @JsonSubTypes.Type(value = LineupTool.BlockShuffle.class, name = "block_shuffle"),
    @JsonSubTypes.Type(value = LineupTool.CyclicShuffle.class, name = "cyclic_shuffle"),
    @JsonSubTypes.Type(value = LineupTool.Sort.class, name = "sort"),
    @JsonSubTypes.Type(value = LineupTool.Slide.class, name = "slide"),
    @JsonSubTypes.Type(value = LineupTool.Balance.class, name = "balance"),
    @JsonSubTypes.Type(value = LineupTool.Replicate.class, name = "replicate"),
    @JsonSubTypes.Type(value = LineupTool.RerunBlocks.class, name = "rerun_blocks"),
    @JsonSubTypes.Type(value = LineupTool.Deduplicate.class, name = "deduplicate"),
    @JsonSubTypes.Type(value = LineupTool.RemoveSpecials.class, name = "remove_specials"),
    @JsonSubTypes.Type(value = LineupTool.RemoveShows.class, name = "remove_shows"),
    @JsonSubTypes.Type(value = LineupTool.RemoveFlex.class, name = "remove_flex"),
    @JsonSubTypes.Type(value = LineupTool.Consolidate.class, name = "consolidate"),
    @JsonSubTypes.Type(value = LineupTool.AddFlex.class, name = "add_flex"),
    @JsonSubTypes.Type(value = LineupTool.AddBreaks.class, name = "add_breaks"),
    @JsonSubTypes.Type(value = LineupTool.AddRedirect.class, name = "add_redirect"),
    @JsonSubTypes.Type(value = LineupTool.PadToMarks.class, name = "pad_to_marks"),
    @JsonSubTypes.Type(value = LineupTool.RestrictHours.class, name = "restrict_hours")
})
public sealed interface LineupTool {
    /** Any order; no programme twice in a row where another could stand between. */
    record Shuffle() implements LineupTool {}

    /**
     * Shows take turns, a few programmes each time, in the list's order. Films are one show.
     *
     * @param size   programmes in a turn, 1 to 1000
     * @param random the shows' order is another one every round, not that of the list
     * @param loop   shows that are through begin again until the longest one is
     */
    record BlockShuffle(int size, boolean random, boolean loop) implements LineupTool {
        public BlockShuffle {
            require(size >= 1 && size <= 1000, "blocks of " + size + " programmes: give 1 to 1000");
        }
    }

    /** Any order that keeps the episodes of each show in theirs; copies of a show come one after the other. */
    record CyclicShuffle() implements LineupTool {}

    /** @param descending the other way round */
    record Sort(By by, boolean descending) implements LineupTool {
        /** What comes first. What is alike stays in its order, what is not known comes last. */
        public enum By {
            /** By show, season and episode; films by year. */
            @JsonProperty("show")
            SHOW,
            @JsonProperty("title")
            TITLE,
            @JsonProperty("released")
            RELEASED,
            @JsonProperty("duration")
            DURATION
        }
    }

    /**
     * Begins so much later in the list, or earlier where it is negative: with the first entry there. What was before it
     * comes at the end.
     */
    record Slide(Duration by) implements LineupTool {
        public Slide {
            require(by.abs().compareTo(Duration.ofDays(366)) <= 0, "a slide of " + by + ": give up to 366 days");
        }
    }

    /**
     * Repeats shows, or drops repetitions of them, until all have about as much air time. Each show's copies follow one
     * another. Films are one show.
     *
     * @param by      what is to be alike; the air time if empty
     * @param weights of shows that are to have more than others
     */
    record Balance(Optional<Measure> by, List<Weight> weights) implements LineupTool {
        public Balance {
            weights = List.copyOf(weights);
        }

        /** What is compared. */
        public enum Measure {
            @JsonProperty("duration")
            DURATION,
            @JsonProperty("count")
            COUNT
        }

        /**
         * @param show   its name in any case; empty for the films
         * @param weight next to 1, that of shows that are not named; 1 to 100
         */
        public record Weight(String show, int weight) {
            public Weight {
                require(weight >= 1 && weight <= 100, "a weight of " + weight + ": give 1 to 100");
            }
        }
    }

    /** @param times how often the list is there, 2 to 1000 */
    record Replicate(int times) implements LineupTool {
        public Replicate {
            require(times >= 2 && times <= 1000, "a list " + times + " times: give 2 to 1000");
        }
    }

    /**
     * Divides the list into blocks of one length and repeats each of them before the next: what was on in the morning is
     * on again in the afternoon. Flex fills the rest of a block; a programme that is longer takes several.
     *
     * @param minutes of a block; a day must be a multiple of it
     * @param times   how often each block is there, 2 to 48
     * @param start   when one block begins; the others follow from it. Midnight if empty
     */
    record RerunBlocks(int minutes, int times, Optional<LocalTime> start) implements LineupTool {
        public RerunBlocks {
            require(
                    minutes >= 10 && minutes <= 1440 && 1440 % minutes == 0,
                    "blocks of " + minutes + " minutes: give 10 or more, a number that 1440 is a multiple of");
            require(times >= 2 && times <= 48, "blocks " + times + " times: give 2 to 48");
        }
    }

    /** Of what is there more than once the first one stays. */
    record Deduplicate() implements LineupTool {}

    /** Takes out episodes that are outside their show's seasons. */
    record RemoveSpecials() implements LineupTool {}

    /** @param shows names in any case; at least one. The empty one is that of films */
    record RemoveShows(List<String> shows) implements LineupTool {
        public RemoveShows {
            shows = List.copyOf(shows);
            require(!shows.isEmpty(), "name at least one show to remove");
        }
    }

    /** Takes out all that is no programme: flex, marks and hours. */
    record RemoveFlex() implements LineupTool {}

    /** Makes one of flex that follows on flex, of redirects to one channel, and of marks and hours that are the same. */
    record Consolidate() implements LineupTool {}

    /**
     * @param duration of the flex
     * @param every    one after so many programmes; one at the end of the list if empty
     */
    record AddFlex(Duration duration, Optional<Integer> every) implements LineupTool {
        public AddFlex {
            checkSpan("flex", duration);
            checkEvery(every);
        }
    }

    /**
     * Flex before a programme that would end more than {@code after} later than the last flex.
     *
     * @param least of the flex, in whole seconds
     * @param most  of the flex; its length is drawn between the two
     */
    record AddBreaks(Duration after, Duration least, Duration most) implements LineupTool {
        public AddBreaks {
            checkSpan("breaks after", after);
            require(
                    least.toSeconds() >= 1 && most.compareTo(least) >= 0 && most.compareTo(Duration.ofDays(1)) <= 0,
                    "breaks of " + least + " to " + most + ": give a range from one second to a day");
        }
    }

    /**
     * @param redirect another channel
     * @param every    one after so many programmes; one at the end of the list if empty
     */
    record AddRedirect(ChannelRef redirect, Duration duration, Optional<Integer> every) implements LineupTool {
        public AddRedirect {
            var unused = new LineupEntry.Redirect(redirect, duration);
            checkEvery(every);
        }
    }

    /**
     * Every programme begins when the wall clock shows a multiple of so many minutes; flex fills the time before.
     *
     * @param minutes 1 to 1440
     * @param offset  the multiples are so many minutes later, below {@code minutes}
     */
    record PadToMarks(int minutes, Optional<Integer> offset) implements LineupTool {
        public PadToMarks {
            var unused = new LineupEntry.Mark(minutes, offset);
        }
    }

    /**
     * Programmes are on between two times of day only, flex or another channel is in the rest of it. A programme that is
     * longer than that is left out.
     *
     * @param to       later than {@code from}, or on the next day
     * @param redirect the channel that is shown in the rest of the day, in place of flex
     */
    record RestrictHours(LocalTime from, LocalTime to, Optional<ChannelRef> redirect) implements LineupTool {
        public RestrictHours {
            var unused = new LineupEntry.Hours(from, to, redirect);
        }
    }

    private static void checkSpan(String name, Duration duration) {
        require(
                duration.toSeconds() >= 1 && duration.compareTo(Duration.ofDays(31)) <= 0,
                name + " " + duration + ": give one second to 31 days");
    }

    private static void checkEvery(Optional<Integer> every) {
        every.filter(n -> n < 1).ifPresent(n -> {
            throw new IllegalArgumentException("one after every " + n + " programmes: give at least 1");
        });
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
