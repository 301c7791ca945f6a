package tv.exstream.server.schedule;

import java.util.List;

/**
 * An item that is about to be put on air with its filler.
 *
 * @param title           in the guide
 * @param group           of the guide
 * @param overrides       for it, not for its filler
 * @param fillerOverrides for its filler
 */
record Programme(
        Airable item,
        String title,
        long group,
        Overrides overrides,
        List<Filler> fillers,
        Overrides fillerOverrides,
        Plan.Reason reason) {
    /** A programme whose filler is shown as the channel says. */
    Programme(Airable item, String title, long group, Overrides overrides, List<Filler> fillers, Plan.Reason reason) {
        this(item, title, group, overrides, fillers, Overrides.NONE, reason);
    }
}
