package tv.exstream.server.playout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.plan.Plan;

/**
 * Where a channel's future may be replaced.
 *
 * @param from  the end of an item
 * @param state what the schedule remembers there
 * @param next  the item that begins there, if there is one yet
 */
public record Fork(Instant from, ScheduleState state, OptionalLong next) {
    /**
     * The first that is not before an instant, or else the last one.
     *
     * @param stateAfter the stored state after an item; not every item has one
     */
    static Optional<Fork> find(
            List<PlayoutItem> items, Instant after, LongFunction<Optional<ScheduleState>> stateAfter) {
        int first = 0;
        while (first < items.size() - 1 && items.get(first).finish().isBefore(after)) {
            first++;
        }
        for (int i = first; i < items.size(); i++) {
            Optional<ScheduleState> state = stateAfter.apply(items.get(i).id());
            if (state.isPresent()) {
                OptionalLong next =
                        i + 1 < items.size() ? OptionalLong.of(items.get(i + 1).id()) : OptionalLong.empty();
                return Optional.of(new Fork(items.get(i).finish(), state.get(), next));
            }
        }
        return Optional.empty();
    }

    /** Whether nothing but longer has become of the playout that {@code now} is the same place of. */
    boolean stands(Fork now) {
        return from.equals(now.from) && state.equals(now.state) && (next.isEmpty() || next.equals(now.next));
    }

    /** What a playout becomes when a plan takes the place of its future from here on. */
    PlayoutBuild.Outcome replacing(
            long channelId, ChannelPlayout playout, Plan plan, LibrarySnapshot library, LongSupplier newId) {
        List<PlayoutItem> added = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            added.add(new PlayoutItem(
                    newId.getAsLong(), step.item(), library.source(step.item().content())));
        }
        return new PlayoutBuild.Outcome(
                channelId,
                playout.fingerprint(),
                true,
                false,
                playout.heldUntil(),
                playout.timeline().items().stream()
                        .filter(item -> !item.finish().isAfter(from))
                        .toList(),
                Optional.empty(),
                added,
                plan.steps().stream().map(Plan.Step::after).toList(),
                plan.steps().stream().map(Plan.Step::reason).toList(),
                plan.state(),
                plan.warnings());
    }
}
