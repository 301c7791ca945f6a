package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.item.ScheduledItem;

/**
 * A timeline that is planned by a channel's clock, as it is shown by the clock on the wall: what a time of standing still
 * falls into is shown in two pieces, the second from where the first ended. Both have the item's id. Pure; look-ups map no
 * more than they answer.
 */
final class ClockedTimeline {
    private final PlayoutTimeline planned;
    private final ChannelClock clock;

    ClockedTimeline(PlayoutTimeline planned, ChannelClock clock) {
        this.planned = planned;
        this.clock = clock;
    }

    /** What is shown at an instant. */
    Optional<PlayoutItem> at(Instant wall) {
        return clock.runAt(wall)
                .flatMap(run -> planned.at(wall.minusMillis(run.behind())).map(item -> piece(item, run)));
    }

    /** The newest that had begun by an instant, shown then or over. */
    Optional<PlayoutItem> before(Instant wall) {
        for (ChannelClock.Run run : clock.runs().reversed()) {
            if (run.from() <= wall.toEpochMilli()) {
                Instant latest = earlier(wall.minusMillis(run.behind()), run.channelTo().minusMillis(1));
                Optional<PlayoutItem> newest =
                        planned.before(latest).filter(item -> item.finish().isAfter(run.channelFrom()));
                if (newest.isPresent()) {
                    return newest.map(item -> piece(item, run));
                }
            }
        }
        return Optional.empty();
    }

    /** The first that begins after an instant. */
    Optional<PlayoutItem> after(Instant wall) {
        for (ChannelClock.Run run : clock.runs()) {
            if (run.to() > wall.toEpochMilli()) {
                Instant begin = run.channelFrom();
                Optional<PlayoutItem> first = run.from() > wall.toEpochMilli()
                        ? planned.at(begin).or(() -> planned.after(begin))
                        : planned.after(wall.minusMillis(run.behind()));
                Optional<PlayoutItem> within = first.filter(item -> item.start().isBefore(run.channelTo()));
                if (within.isPresent()) {
                    return within.map(item -> piece(item, run));
                }
            }
        }
        return Optional.empty();
    }

    /** All of it; the planned timeline itself where the clock is the wall's. */
    PlayoutTimeline whole() {
        if (clock.equals(ChannelClock.WALL)) {
            return planned;
        }
        List<PlayoutItem> pieces = new ArrayList<>(planned.items().size() + clock.marks().size());
        for (ChannelClock.Run run : clock.runs()) {
            planned.overlapping(run.channelFrom(), run.channelTo()).forEach(item -> pieces.add(piece(item, run)));
        }
        return new PlayoutTimeline(pieces);
    }

    /** When an item of the plan is shown; more than one where the clock stands still in it. */
    static List<ScheduledItem> shown(ScheduledItem item, ChannelClock clock) {
        PlayoutItem alone = new PlayoutItem(0, item, Optional.empty());
        return new ClockedTimeline(new PlayoutTimeline(List.of(alone)), clock)
                .whole().items().stream().map(PlayoutItem::item).toList();
    }

    private static PlayoutItem piece(PlayoutItem whole, ChannelClock.Run run) {
        ScheduledItem item = whole.item();
        long begin = item.start().toEpochMilli() + run.behind();
        long end = item.finish().toEpochMilli() + run.behind();
        long start = Math.max(begin, run.from());
        long finish = Math.min(end, run.to());
        if (run.behind() == 0 && start == begin && finish == end) {
            return whole;
        }
        Duration inPoint = item.inPoint().plusMillis(start - begin);
        Duration outPoint = item.outPoint().minusMillis(end - finish);
        return new PlayoutItem(
                whole.id(),
                new ScheduledItem(
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(finish),
                        item.content(),
                        inPoint,
                        // Content may be shorter than its airing.
                        outPoint.compareTo(inPoint) < 0 ? inPoint : outPoint,
                        item.fillerKind(),
                        item.title(),
                        Math.max(item.guideGroup() + run.behind(), run.from()),
                        item.overrides()),
                whole.source());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
