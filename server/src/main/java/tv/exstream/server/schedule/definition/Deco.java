package tv.exstream.server.schedule.definition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;

/**
 * What goes with programmes: what is drawn over them, what interrupts them and what fills the time between. A part that
 * is not there inherits.
 *
 * @param name          not blank
 * @param watermarks    over those of the block's items and of the channel
 * @param graphics      the same for graphics elements
 * @param defaultFiller whole items as far as they fit, in what blocks leave of their time and between blocks
 * @param breakContent  what a block airs besides its programmes, in the time that these leave
 * @param deadAir       what takes the rest, cut at its end
 */
public record Deco(
        String name,
        Optional<Shown> watermarks,
        Optional<Shown> graphics,
        Optional<DefaultFiller> defaultFiller,
        Optional<BreakContent> breakContent,
        Optional<DeadAir> deadAir) {
    public Deco {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a deco has no name: templates could not name it");
        }
    }

    /** A part of a deco that may leave it to the level above: to the schedule's deco, and beyond that to the channel. */
    public sealed interface Part {
        Mode mode();
    }

    /**
     * Pictures over programmes.
     *
     * @param keys         of watermarks, or of graphics elements
     * @param duringFiller over filler, too
     */
    public record Shown(Mode mode, List<Long> keys, boolean duringFiller) implements Part {
        public Shown {
            keys = List.copyOf(keys);
            check("what is shown", mode, !keys.isEmpty(), "keys");
        }
    }

    /** @param trim the last item is cut where it would not fit, so that nothing is left over */
    public record DefaultFiller(Mode mode, List<Filler.Pool> pools, boolean trim) implements Part {
        public DefaultFiller {
            pools = List.copyOf(pools);
            check("default filler", mode, !pools.isEmpty(), "pools");
        }

        public Filler filler() {
            return new Filler(FillerKind.TAIL, pools, Optional.empty(), trim, Optional.empty());
        }
    }

    public record BreakContent(Mode mode, List<Break> breaks) implements Part {
        public BreakContent {
            breaks = List.copyOf(breaks);
            check("break content", mode, !breaks.isEmpty(), "breaks");
        }
    }

    public record DeadAir(Mode mode, List<Filler.Pool> pools) implements Part {
        public DeadAir {
            pools = List.copyOf(pools);
            check("dead air", mode, !pools.isEmpty(), "pools");
        }

        public Filler filler() {
            return new Filler(FillerKind.FALLBACK, pools, Optional.empty(), false, Optional.empty());
        }
    }

    /**
     * @param mode   how much, each time; it does not pad
     * @param trim   the last item of a duration is cut where it would not fit
     * @param points at chapters: at which of them, or at which other points; all chapters if empty
     */
    public record Break(Place at, List<Filler.Pool> pools, FillerMode mode, boolean trim, Optional<MidRoll> points) {
        public Break {
            pools = List.copyOf(pools);
            if (mode instanceof FillerMode.Pad) {
                throw new IllegalArgumentException(
                        "break content does not pad: default filler takes what a block leaves of its time");
            }
            if (points.isPresent() && at != Place.CHAPTERS) {
                throw new IllegalArgumentException("only break content at chapters has points");
            }
        }

        public Filler filler() {
            FillerKind kind = switch (at) {
                case BLOCK_START -> FillerKind.PRE_ROLL;
                case CHAPTERS -> FillerKind.MID_ROLL;
                case BETWEEN_ITEMS, BLOCK_FINISH -> FillerKind.POST_ROLL;
            };
            return new Filler(kind, pools, Optional.of(mode), trim, points);
        }
    }

    /** Where in a block break content is aired. */
    public enum Place {
        /** Before its first programme. */
        @JsonProperty("block_start")
        BLOCK_START,
        /** After its last programme. */
        @JsonProperty("block_finish")
        BLOCK_FINISH,
        /** Between two of its programmes. */
        @JsonProperty("between_block_items")
        BETWEEN_ITEMS,
        /** Within its programmes. */
        @JsonProperty("chapters")
        CHAPTERS
    }

    /** What a part of a deco does to the level above. */
    public enum Mode {
        /** Leaves it as it is. */
        @JsonProperty("inherit")
        INHERIT,
        /** There is none, here and above. */
        @JsonProperty("disable")
        DISABLE,
        /** Takes its place. */
        @JsonProperty("override")
        OVERRIDE,
        /** Comes before it, and leaves it as it is. */
        @JsonProperty("merge")
        MERGE;

        public boolean adds() {
            return this == OVERRIDE || this == MERGE;
        }

        public boolean ends() {
            return this == OVERRIDE || this == DISABLE;
        }
    }

    private static void check(String part, Mode mode, boolean given, String what) {
        String says = part + " of a deco that says " + mode.name().toLowerCase(Locale.ROOT);
        if (mode.adds() && !given) {
            throw new IllegalArgumentException(says + " needs " + what + "; to have none say disable");
        }
        if (!mode.adds() && given) {
            throw new IllegalArgumentException(says + " has no " + what + ": leave them out, or say override");
        }
    }
}
