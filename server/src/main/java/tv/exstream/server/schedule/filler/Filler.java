package tv.exstream.server.schedule.filler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.item.FillerKind;

/**
 * One rule of filler.
 *
 * @param pools  where it comes from; at least one
 * @param mode   how much; empty for tail and fallback, which take what room there is
 * @param trim   the last item is cut where it would not fit, so that the room is filled exactly
 * @param breaks where a programme may be interrupted: for filler in the middle, at its chapters if empty
 */
public record Filler(
        FillerKind kind, List<Pool> pools, Optional<FillerMode> mode, boolean trim, Optional<MidRoll> breaks) {
    public Filler {
        pools = List.copyOf(pools);
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("filler needs something to draw from");
        }
        boolean room = kind == FillerKind.TAIL || kind == FillerKind.FALLBACK;
        if (room == mode.isPresent()) {
            throw new IllegalArgumentException(
                    room ? kind + " filler takes what room there is: give no mode" : kind + " filler needs a mode");
        }
    }

    /** Refuses what cannot be laid out together. */
    public static void check(List<Filler> fillers) {
        if (fillers.stream().filter(Filler::pads).count() > 1) {
            throw new IllegalArgumentException("only one filler of a rule may pad: there is one time to pad to");
        }
    }

    /** Whether it fills up to a time of the clock. */
    public boolean pads() {
        return mode.filter(FillerMode.Pad.class::isInstance).isPresent();
    }

    /**
     * @param weight       how often it is chosen, next to the others; 1 to 1000, 1 if empty
     * @param cooldown     nothing is taken from it for so long after something was
     * @param itemCooldown no item is taken again for so long after it ended
     */
    public record Pool(
            Draw draw, Optional<Integer> weight, Optional<Duration> cooldown, Optional<Duration> itemCooldown) {
        public Pool {
            draw.requireItems("filler");
            weight.filter(w -> w < 1 || w > 1000).ifPresent(w -> {
                throw new IllegalArgumentException("a weight of " + w + ": give 1 to 1000");
            });
        }

        public static Pool of(Draw draw) {
            return new Pool(draw, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
