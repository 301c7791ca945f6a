package tv.exstream.server.portable.from.draft;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.FillerKind;

/** Filler of the time between programmes, which dizqueTV and Tunarr call flex. Stateless. */
public final class Flex {
    private static final int HEAVIEST = 1000;

    private Flex() {}

    /**
     * A list of filler among others.
     *
     * @param weight       next to the others; anything
     * @param cooldown     of the list; none if zero
     * @param itemCooldown of each item; none if zero
     */
    public static Filler.Pool pool(long collection, long weight, Duration cooldown, Duration itemCooldown) {
        return new Filler.Pool(
                Draw.of(collection, PlaybackOrder.SHUFFLE),
                Optional.of(Math.clamp(weight, 1, HEAVIEST)),
                Optional.of(cooldown).filter(Duration::isPositive),
                Optional.of(itemCooldown).filter(Duration::isPositive));
    }

    /** As much as fits. */
    public static Filler tail(List<Filler.Pool> pools) {
        return new Filler(FillerKind.TAIL, pools, Optional.empty(), false, Optional.empty());
    }

    /** What takes the rest, cut at its end. */
    public static Filler fallback(long collection) {
        return new Filler(
                FillerKind.FALLBACK,
                List.of(Filler.Pool.of(Draw.of(collection, PlaybackOrder.SHUFFLE))),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
