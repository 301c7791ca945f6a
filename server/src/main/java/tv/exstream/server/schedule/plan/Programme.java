package tv.exstream.server.schedule.plan;

import java.util.List;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.Overrides;

/**
 * An item that is about to be put on air with its filler.
 *
 * @param title           in the guide
 * @param group           of the guide
 * @param overrides       for it, not for its filler
 * @param fillerOverrides for its filler
 */
public record Programme(
        Airable item,
        String title,
        long group,
        Overrides overrides,
        List<Filler> fillers,
        Overrides fillerOverrides,
        Plan.Reason reason) {
    /** A programme whose filler is shown as the channel says. */
    public Programme(
            Airable item, String title, long group, Overrides overrides, List<Filler> fillers, Plan.Reason reason) {
        this(item, title, group, overrides, fillers, Overrides.NONE, reason);
    }
}
