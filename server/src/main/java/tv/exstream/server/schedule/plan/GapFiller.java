package tv.exstream.server.schedule.plan;

import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;

/** Fills time that belongs to no programme: with tail filler, then with fallback filler, then with nothing. */
public final class GapFiller {
    private final PlanContext context;
    private final List<Filler> fillers;
    private final Overrides overrides;
    private final String rule;

    /**
     * @param fillers   those of other kinds are left alone
     * @param overrides how they are shown
     */
    public GapFiller(PlanContext context, List<Filler> fillers, Overrides overrides, String rule) {
        this.context = context;
        this.fillers = fillers;
        this.overrides = overrides;
        this.rule = rule;
    }

    /** Filler that is shown as the channel says. */
    public GapFiller(PlanContext context, List<Filler> fillers, String rule) {
        this(context, fillers, Overrides.NONE, rule);
    }

    /** One piece that ends at {@code end}, which is later than now, or before it. */
    public void piece(Pieces out, long end, long group) {
        long room = end - out.at();
        for (Filler filler : fillers) {
            if (filler.kind() == FillerKind.TAIL) {
                Optional<Airable> item = context.fillers()
                        .fitting(filler, out.at(), room)
                        .or(() -> filler.trim() ? context.fillers().any(filler, out.at()) : Optional.empty());
                if (item.isPresent()) {
                    put(out, item.get(), room, FillerKind.TAIL, group);
                    return;
                }
            }
        }
        fallback(out, end, group);
    }

    /** One piece of fallback filler, cut at {@code end}; or nothing until then or the next full hour. */
    void fallback(Pieces out, long end, long group) {
        long room = end - out.at();
        if (room >= Airable.SHORTEST.toMillis()) {
            for (Filler filler : fillers) {
                if (filler.kind() == FillerKind.FALLBACK) {
                    Optional<Airable> item = context.fillers().any(filler, out.at());
                    if (item.isPresent()) {
                        put(out, item.get(), room, FillerKind.FALLBACK, group);
                        return;
                    }
                }
            }
        }
        out.offline(end, new Plan.Reason(rule, "no filler fits"));
    }

    private void put(Pieces out, Airable item, long room, FillerKind kind, long group) {
        out.media(
                item,
                0,
                Math.min(item.airMillis(), room),
                Optional.of(kind),
                item.title(),
                group,
                overrides,
                new Plan.Reason(rule, kind + " filler"));
    }
}
