package tv.exstream.server.schedule.sequential;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One thing to do. Values: an instruction is equal to another that does the same, wherever it is written. */
public sealed interface Instruction {
    /** The key that it is written with. */
    String verb();

    /** One that airs a definition's items. */
    sealed interface Airs extends Instruction {
        Showing showing();
    }

    /** Every item once. */
    record All(Showing showing) implements Airs {
        @Override
        public String verb() {
            return "all";
        }
    }

    /** @param count a number, or a formula of {@code count} and {@code random} */
    record Count(String count, Showing showing) implements Airs {
        @Override
        public String verb() {
            return "count";
        }
    }

    /** As many items as a time takes. */
    record Fill(Until until, Fit fit, Showing showing) implements Airs {
        @Override
        public String verb() {
            return switch (until) {
                case Until.After after -> "duration";
                case Until.Mark mark -> "pad_to_next";
                case Until.Clock clock -> "pad_until";
                case Until.Exactly exactly -> "pad_until_exact";
            };
        }
    }

    /**
     * A sequence.
     *
     * @param times at least one
     * @param title of all that it airs
     */
    record Call(String sequence, int times, Optional<String> title) implements Instruction {
        @Override
        public String verb() {
            return "sequence";
        }
    }

    /** From the first instruction again. */
    record Repeat() implements Instruction {
        @Override
        public String verb() {
            return "repeat";
        }
    }

    /** @param rewind on reset, a time that is over is gone back to: the schedule has been on since then */
    record WaitUntil(Until until, boolean rewind) implements Instruction {
        @Override
        public String verb() {
            return until instanceof Until.Exactly ? "wait_until_exact" : "wait_until";
        }
    }

    /** On reset: the schedule has been on for so long. */
    record Rewind(Duration amount) implements Instruction {
        @Override
        public String verb() {
            return "rewind";
        }
    }

    /**
     * One entry of the guide for all that follows, or no longer.
     *
     * @param advance a new entry, not the one that is on
     * @param title   of all that has none of its own
     */
    record EpgGroup(boolean on, boolean advance, Optional<String> title) implements Instruction {
        @Override
        public String verb() {
            return "epg_group";
        }
    }

    /** @param name empty: none of those that were turned on */
    record Watermark(boolean on, Optional<String> name) implements Instruction {
        @Override
        public String verb() {
            return "watermark";
        }
    }

    /** @param variables what the element's text may refer to */
    record GraphicsOn(String element, Map<String, String> variables) implements Instruction {
        public GraphicsOn {
            variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
        }

        @Override
        public String verb() {
            return "graphics_on";
        }
    }

    /** @param element empty: all that are on */
    record GraphicsOff(Optional<String> element) implements Instruction {
        @Override
        public String verb() {
            return "graphics_off";
        }
    }

    /**
     * A sequence goes with every item from now on, or no longer.
     *
     * @param sequence   empty: none
     * @param expression which chapters a programme is interrupted at; all if empty
     */
    record Roll(At at, Optional<String> sequence, Optional<String> expression) implements Instruction {
        @Override
        public String verb() {
            return switch (at) {
                case BEFORE -> "pre_roll";
                case WITHIN -> "mid_roll";
                case AFTER -> "post_roll";
            };
        }
    }

    /** Where a roll goes. */
    enum At {
        BEFORE,
        WITHIN,
        AFTER
    }

    /** Another order of a sequence's items, from the next time it begins. */
    record ShuffleSequence(String sequence) implements Instruction {
        @Override
        public String verb() {
            return "shuffle_sequence";
        }
    }

    /** @param count a number, or a formula of {@code count} and {@code random} */
    record SkipItems(String content, String count) implements Instruction {
        @Override
        public String verb() {
            return "skip_items";
        }
    }

    /** @param season zero for specials */
    record SkipToItem(String content, int season, int episode) implements Instruction {
        @Override
        public String verb() {
            return "skip_to_item";
        }
    }
}
