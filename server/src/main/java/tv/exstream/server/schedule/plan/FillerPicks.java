package tv.exstream.server.schedule.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode.Count;
import tv.exstream.server.schedule.filler.FillerMode.Pad;
import tv.exstream.server.schedule.filler.FillerMode.Pass;
import tv.exstream.server.schedule.filler.FillerMode.RandomCount;
import tv.exstream.server.schedule.filler.FillerMode.Span;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;

/** Filler chosen for one place, item after item. Lives for one step. */
public final class FillerPicks {
    /** @param millis played of it: all, or less where it is cut */
    private record Pick(Airable item, long millis) {}

    private final PlanContext context;
    private final long at;
    private final List<Pick> picks = new ArrayList<>();

    /** @param at epoch milliseconds, by which cooldowns go */
    public FillerPicks(PlanContext context, long at) {
        this.context = context;
        this.at = at;
    }

    /** What the filler's mode says, as far as it fits in so many milliseconds; how many it takes. Padding takes none. */
    public long take(Filler filler, long room) {
        return switch (filler.mode().orElseThrow()) {
            case Count count -> add(filler, count.count(), room);
            case RandomCount range -> add(filler, context.fillers().between(range.least(), range.most()), room);
            case Pass pass -> add(filler, items(filler), room);
            case Span span -> fill(filler, Math.min(room, span.duration().toMillis()));
            // It comes last, when it is known what is to be padded.
            case Pad pad -> 0;
        };
    }

    /** As many items as fit, the last one cut if the filler trims; how much of the room they take. */
    long fill(Filler filler, long room) {
        long left = room - add(filler, Integer.MAX_VALUE, room);
        if (filler.trim() && left >= Airable.SHORTEST.toMillis()) {
            Optional<Airable> cut = context.fillers().any(filler, at);
            if (cut.isPresent()) {
                long millis = Math.min(left, cut.get().airMillis());
                picks.add(new Pick(cut.get(), millis));
                left -= millis;
            }
        }
        return room - left;
    }

    private long add(Filler filler, int most, long room) {
        long left = room;
        for (int i = 0; i < most && left > 0; i++) {
            Optional<Airable> item = context.fillers().fitting(filler, at, left);
            if (item.isEmpty()) {
                break;
            }
            picks.add(new Pick(item.get(), item.get().airMillis()));
            left -= item.get().airMillis();
        }
        return room - left;
    }

    private int items(Filler filler) {
        return filler.pools().stream()
                .mapToInt(pool -> context.walkers().of(pool.draw()).size())
                .sum();
    }

    boolean isEmpty() {
        return picks.isEmpty();
    }

    long millis() {
        return picks.stream().mapToLong(Pick::millis).sum();
    }

    /** Puts others behind these. */
    void add(FillerPicks others) {
        picks.addAll(others.picks);
    }

    /** Puts others before these. */
    void addFirst(FillerPicks others) {
        picks.addAll(0, others.picks);
    }

    /** Spreads these evenly over places, behind what is there. */
    void spread(List<FillerPicks> places) {
        int count = places.size();
        for (int i = 0; i < count; i++) {
            places.get(i).picks.addAll(picks.subList(i * picks.size() / count, (i + 1) * picks.size() / count));
        }
    }

    /** @param group the entry of the guide that they belong to */
    public void write(Pieces out, FillerKind kind, long group, Overrides overrides, Plan.Reason reason) {
        for (Pick pick : picks) {
            out.media(
                    pick.item(),
                    0,
                    pick.millis(),
                    Optional.of(kind),
                    pick.item().title(),
                    group,
                    overrides,
                    reason);
        }
    }
}
