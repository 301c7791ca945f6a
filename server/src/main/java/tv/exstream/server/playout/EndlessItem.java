package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;

/**
 * Airings that have no end of their own, and are nothing to hold on to when another schedule takes over: a live stream
 * ends at once, another channel where what it shows is over, being off air with what the engine may have been told.
 */
final class EndlessItem {
    private EndlessItem() {}

    /**
     * The item as it is when something else is to follow it soon; empty where it stays as it is.
     *
     * @param limit not before this
     * @param shown by its channel
     */
    static Optional<PlayoutItem> cut(PlayoutItem last, Instant limit, Supplier<PlayoutTimeline> shown) {
        Instant end = switch (last.item().content()) {
            case Content.Media media -> last.finish();
            case Content.Rendered rendered -> last.finish();
            case Content.Stream stream -> limit;
            case Content.Relay relay -> endOfEntry(shown.get(), limit);
            case Content.Offline offline -> endOffAir(last, limit);
        };
        if (!end.isBefore(last.finish()) || !last.start().isBefore(end)) {
            return Optional.empty();
        }
        ScheduledItem item = last.item();
        return Optional.of(new PlayoutItem(
                last.id(),
                new ScheduledItem(
                        item.start(),
                        end,
                        item.content(),
                        item.inPoint(),
                        item.inPoint().plus(Duration.between(item.start(), end)),
                        item.fillerKind(),
                        item.title(),
                        item.guideGroup(),
                        item.overrides()),
                last.source()));
    }

    /** When what is on at an instant is over, with its filler; the instant itself when nothing is on. */
    private static Instant endOfEntry(PlayoutTimeline timeline, Instant instant) {
        Optional<PlayoutItem> on = timeline.at(instant).filter(item -> !item.offline());
        Instant end = on.map(PlayoutItem::finish).orElse(instant);
        while (on.isPresent()) {
            Instant seam = end;
            long group = on.get().item().guideGroup();
            on = timeline.at(seam).filter(item -> !item.offline() && item.item().guideGroup() == group);
            end = on.map(PlayoutItem::finish).orElse(seam);
        }
        return end;
    }

    /** With the answer the engine may have at most. */
    private static Instant endOffAir(PlayoutItem last, Instant limit) {
        Instant end = ShownPlayout.cellOf(limit).plus(ShownPlayout.OFFLINE_CELL);
        // One that begins later belongs to a programme that is kept whole.
        return last.start().isBefore(end) ? end : last.finish();
    }
}
