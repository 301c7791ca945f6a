package tv.exstream.server.schedule;

import java.util.List;

/**
 * An item that is about to be put on air with its filler.
 *
 * @param title     in the guide
 * @param group     of the guide
 * @param overrides for it, not for its filler
 */
record Programme(
        Airable item, String title, long group, Overrides overrides, List<Filler> fillers, Plan.Reason reason) {}
