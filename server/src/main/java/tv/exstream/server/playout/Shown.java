package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

import tv.exstream.server.channels.RelayGraph;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;

/**
 * What a channel shows: its planned timeline with what other channels show, each at its time, in place of stretches that
 * relay them. Pure. Whatever part of another's entry of the guide is shown is an entry of its own. Where the other has
 * nothing the stretch is off air; before and after all it knows of the other nothing is known here, either.
 *
 * @param timeline without relays
 * @param madeFrom all that it was made from: planned timelines by the keys of their channels
 */
record Shown(PlayoutTimeline timeline, Map<Long, PlayoutTimeline> madeFrom) {
    Shown {
        madeFrom = Map.copyOf(madeFrom);
    }

    /** @param planned the planned timelines of all channels; an empty one where there is none */
    static Shown of(long channel, LongFunction<PlayoutTimeline> planned) {
        Maker maker = new Maker(planned);
        return new Shown(new PlayoutTimeline(maker.all(channel)), maker.madeFrom);
    }

    /** Whether it would be made from the very same timelines. */
    boolean isOf(LongFunction<PlayoutTimeline> planned) {
        return madeFrom.entrySet().stream().allMatch(each -> planned.apply(each.getKey()) == each.getValue());
    }

    private static final class Maker {
        private final LongFunction<PlayoutTimeline> planned;
        private final Map<Long, PlayoutTimeline> madeFrom = new HashMap<>();

        Maker(LongFunction<PlayoutTimeline> planned) {
            this.planned = planned;
        }

        private PlayoutTimeline planned(long channel) {
            return madeFrom.computeIfAbsent(channel, key -> planned.apply(key));
        }

        List<PlayoutItem> all(long channel) {
            List<PlayoutItem> items = planned(channel).items();
            return items.isEmpty()
                    ? items
                    : shown(items, items.getFirst().start(), items.getLast().finish(), 0);
        }

        /** What {@code items} are shown as between two instants, without what is unknown there. */
        private List<PlayoutItem> shown(List<PlayoutItem> items, Instant from, Instant to, int chain) {
            List<PlayoutItem> out = new ArrayList<>(items.size());
            // Filler that belongs to a programme which was relayed goes with what was shown last.
            Instant relayedFrom = Instant.MIN;
            Instant relayedTo = Instant.MIN;
            long group = 0;
            for (int i = 0; i < items.size(); ) {
                PlayoutItem item = items.get(i);
                if (item.item().content() instanceof Content.Relay relay) {
                    int end = endOf(relay, items, i);
                    relayedFrom = item.start();
                    relayedTo = items.get(end - 1).finish();
                    boolean goesOn = end < items.size();
                    relayed(relay, item.id(), latest(from, relayedFrom), earliest(to, relayedTo), goesOn, chain, out);
                    group = groupAt(relayedTo, out);
                    i = end;
                } else {
                    Instant begins = Instant.ofEpochMilli(item.item().guideGroup());
                    boolean behind = !begins.isBefore(relayedFrom) && begins.isBefore(relayedTo);
                    PlayoutItem own = behind ? inGroup(item, group) : item;
                    out.add(chain == 0 ? own : cut(own, from, to));
                    i++;
                }
            }
            return out;
        }

        /** Behind the last of the items that relay the same without a gap. */
        private static int endOf(Content.Relay relay, List<PlayoutItem> items, int begin) {
            int end = begin + 1;
            while (end < items.size()
                    && items.get(end).item().content().equals(relay)
                    && items.get(end).start().equals(items.get(end - 1).finish())) {
                end++;
            }
            return end;
        }

        private void relayed(
                Content.Relay relay,
                long id,
                Instant from,
                Instant to,
                boolean goesOn,
                int chain,
                List<PlayoutItem> out) {
            Instant at = from;
            for (PlayoutItem other : others(relay, from, to, chain)) {
                PlayoutItem shown = shifted(other, relay.offset());
                if (shown.start().isAfter(at) && !out.isEmpty()) {
                    out.add(offAir(id, at, shown.start()));
                }
                out.add(shown);
                at = shown.finish();
            }
            if (goesOn && to.isAfter(at) && !out.isEmpty()) {
                out.add(offAir(id, at, to));
            }
        }

        /** By the other channel's clock. */
        private List<PlayoutItem> others(Content.Relay relay, Instant from, Instant to, int chain) {
            if (chain == RelayGraph.LONGEST_CHAIN) {
                return List.of();
            }
            Instant begin = from.minus(relay.offset());
            Instant end = to.minus(relay.offset());
            return shown(planned(relay.channel()).overlapping(begin, end), begin, end, chain + 1);
        }

        private static long groupAt(Instant end, List<PlayoutItem> out) {
            boolean shown = !out.isEmpty()
                    && !out.getLast().offline()
                    && out.getLast().finish().equals(end);
            return shown ? out.getLast().item().guideGroup() : end.toEpochMilli();
        }
    }

    private static PlayoutItem offAir(long id, Instant start, Instant finish) {
        return new PlayoutItem(id, ScheduledItem.offline(start, finish), Optional.empty());
    }

    private static PlayoutItem inGroup(PlayoutItem item, long group) {
        return with(
                item,
                item.start(),
                item.finish(),
                item.item().inPoint(),
                item.item().outPoint(),
                group);
    }

    private static PlayoutItem shifted(PlayoutItem item, Duration offset) {
        return offset.isZero()
                ? item
                : with(
                        item,
                        item.start().plus(offset),
                        item.finish().plus(offset),
                        item.item().inPoint(),
                        item.item().outPoint(),
                        item.item().guideGroup() + offset.toMillis());
    }

    /** What is between two instants. The rest of an entry of the guide that began before them is one of its own. */
    private static PlayoutItem cut(PlayoutItem item, Instant from, Instant to) {
        Instant start = latest(item.start(), from);
        Instant finish = earliest(item.finish(), to);
        long group = Math.max(item.item().guideGroup(), from.toEpochMilli());
        if (start.equals(item.start())
                && finish.equals(item.finish())
                && group == item.item().guideGroup()) {
            return item;
        }
        return with(
                item,
                start,
                finish,
                item.item().inPoint().plus(Duration.between(item.start(), start)),
                item.item().outPoint().minus(Duration.between(finish, item.finish())),
                group);
    }

    private static PlayoutItem with(
            PlayoutItem item, Instant start, Instant finish, Duration inPoint, Duration outPoint, long group) {
        ScheduledItem planned = item.item();
        return new PlayoutItem(
                item.id(),
                new ScheduledItem(
                        start,
                        finish,
                        planned.content(),
                        inPoint,
                        outPoint,
                        planned.fillerKind(),
                        planned.title(),
                        group,
                        planned.overrides()),
                item.source());
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
