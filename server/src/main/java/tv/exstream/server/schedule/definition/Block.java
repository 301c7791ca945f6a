package tv.exstream.server.schedule.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.item.Overrides;

/**
 * What is aired in a stretch of a day, item after item. What it leaves of its time is its deco's to fill.
 *
 * @param name     by which templates know it; not blank
 * @param duration by the wall clock: the night that clocks change it is an hour shorter or longer; whole minutes, one to
 *                 a day
 * @param stop     {@link Stop#BEFORE_END} if empty
 * @param repeat   it begins with its first item again while there is time
 * @param items    at least one
 */
public record Block(String name, Duration duration, Optional<Stop> stop, boolean repeat, List<Item> items) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public Block {
        items = List.copyOf(items);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a block has no name: templates could not name it");
        }
        boolean whole = duration.equals(Duration.ofMinutes(duration.toMinutes()));
        if (!whole || duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "block '" + name + "' lasts " + duration + ": give whole minutes, from one to a day");
        }
        if (items.isEmpty()) {
            throw new IllegalArgumentException(
                    "block '" + name + "' has no item: give it one, or leave its time free in the template");
        }
    }

    /** Whether nothing may begin that would run past its end; so it is unless it says otherwise. */
    public boolean stopsBeforeEnd() {
        return stop.orElse(Stop.BEFORE_END) == Stop.BEFORE_END;
    }

    /**
     * @param content   what it draws from; items that draw alike share a position, in whichever block they are
     * @param count     so many programmes of it, one after the other; 1 if empty
     * @param guide     {@link ClassicRule.GuideMode#NORMAL} if empty
     * @param title     of its programmes
     * @param overrides how they are shown; no watermarks, or no graphics, are none whatever a deco says
     */
    public record Item(
            Draw content,
            Optional<Integer> count,
            Optional<ClassicRule.GuideMode> guide,
            Optional<String> title,
            Optional<Overrides> overrides) {
        public Item {
            content.requireItems("a block");
            count.filter(n -> n < 1).ifPresent(n -> {
                throw new IllegalArgumentException("a block's item airs " + n + " programmes: give at least one");
            });
        }

        /** Whether the guide shows it as part of what was on before. */
        public boolean merged() {
            return guide.filter(ClassicRule.GuideMode.FILLER::equals).isPresent();
        }
    }

    /** When no more programmes begin. */
    public enum Stop {
        /** When the next one would not be over by the block's end. */
        @JsonProperty("before_end")
        BEFORE_END,
        /** At the block's end: the last one plays through, and what comes next begins late. */
        @JsonProperty("after_end")
        AFTER_END
    }
}
