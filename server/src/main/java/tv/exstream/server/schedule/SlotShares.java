package tv.exstream.server.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

/**
 * How air time is divided between slots: what a balanced or weighted schedule was to give and what a plan gives.
 *
 * @param shares by slot, in the definition's order
 */
public record SlotShares(List<Share> shares) {
    public SlotShares {
        shares = List.copyOf(shares);
    }

    /**
     * @param slot     its place, from 1
     * @param turns    programmes it aired, parts of one counting once
     * @param onAir    without filler
     * @param expected part of the whole by weight, from 0 to 1; for schedules that go by air time
     * @param actual   part of all slots' air time, from 0 to 1; zero if nothing was aired
     */
    public record Share(int slot, int turns, Duration onAir, double expected, double actual) {}

    public static SlotShares of(ScheduleDefinition.RandomSlots definition, Plan plan) {
        int slots = definition.slots().size();
        long[] millis = new long[slots];
        int[] turns = new int[slots];
        for (Plan.Step step : plan.steps()) {
            ScheduledItem item = step.item();
            int slot = RandomSlotPlanner.slotOf(step.reason());
            if (slot >= 0 && slot < slots && item.fillerKind().isEmpty()) {
                millis[slot] += Duration.between(item.start(), item.finish()).toMillis();
                turns[slot] += item.inPoint().isZero() ? 1 : 0;
            }
        }
        long all = 0;
        int weights = 0;
        for (int i = 0; i < slots; i++) {
            all += millis[i];
            weights += definition.slots().get(i).weightOr1();
        }
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            shares.add(new Share(
                    i + 1,
                    turns[i],
                    Duration.ofMillis(millis[i]),
                    definition.slots().get(i).weightOr1() / (double) weights,
                    all == 0 ? 0 : millis[i] / (double) all));
        }
        return new SlotShares(shares);
    }
}
