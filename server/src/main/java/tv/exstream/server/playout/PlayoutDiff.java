package tv.exstream.server.playout;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tv.exstream.server.schedule.item.ScheduledItem;

/**
 * How a future differs from the one before, from the moment on from which it was built anew.
 *
 * @param from     what began before is untouched
 * @param kept     airings that are in both, to the millisecond
 * @param warnings of the new plan
 */
public record PlayoutDiff(
        Instant from,
        List<ScheduledItem> removed,
        List<ScheduledItem> added,
        List<ScheduledItem> kept,
        List<String> warnings) {
    public PlayoutDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        kept = List.copyOf(kept);
        warnings = List.copyOf(warnings);
    }

    static PlayoutDiff between(PlayoutTimeline before, PlayoutBuild.Outcome outcome) {
        Instant from = outcome.from();
        // An off-air span that was cut short counts as taken out and put in.
        List<ScheduledItem> old = before.items().stream()
                .map(PlayoutItem::item)
                .filter(item -> item.finish().isAfter(from))
                .toList();
        List<ScheduledItem> fresh =
                outcome.added().stream().map(PlayoutItem::item).toList();
        Instant begin = fresh.isEmpty() ? from : fresh.getFirst().start();
        Set<ScheduledItem> inOld = new HashSet<>(old);
        Set<ScheduledItem> inFresh = new HashSet<>(fresh);
        return new PlayoutDiff(
                begin,
                old.stream().filter(item -> !inFresh.contains(item)).toList(),
                fresh.stream().filter(item -> !inOld.contains(item)).toList(),
                fresh.stream().filter(inOld::contains).toList(),
                outcome.warnings());
    }

    /** Planned by a channel's clock, shown by the one on the wall. */
    PlayoutDiff shown(ChannelClock clock) {
        return clock.equals(ChannelClock.WALL)
                ? this
                : new PlayoutDiff(
                        clock.wall(from).orElse(from),
                        shown(removed, clock),
                        shown(added, clock),
                        shown(kept, clock),
                        warnings);
    }

    private static List<ScheduledItem> shown(List<ScheduledItem> items, ChannelClock clock) {
        return items.stream()
                .flatMap(item -> ClockedTimeline.shown(item, clock).stream())
                .toList();
    }
}
