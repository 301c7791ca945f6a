package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;

/**
 * Divides every UTC day into programmes, from the seed and the day's number alone: no state, so that every server
 * started at any time shows the same at the same time.
 */
final class RenderedPlanner implements Planner {
    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final int GRID_MINUTES = 5;
    private static final int LONGEST_CELLS = 6;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final ScheduleDefinition.Rendered definition;
    private final long seed;

    RenderedPlanner(ScheduleDefinition.Rendered definition, PlanContext context) {
        this.definition = definition;
        this.seed = context.memory().seed();
    }

    @Override
    public int patience() {
        return 1;
    }

    @Override
    public void step(Pieces out, long wall) {
        Instant from = Instant.ofEpochMilli(out.at());
        List<ScheduledItem> day = day(definition.shows(), seed, Math.floorDiv(out.at(), DAY_MILLIS));
        for (ScheduledItem item : day) {
            if (item.finish().isAfter(from)) {
                out.rendered(beginningAt(item, from), new Plan.Reason("rendered", "by the clock"));
                return;
            }
        }
    }

    private static ScheduledItem beginningAt(ScheduledItem item, Instant from) {
        if (!item.start().isBefore(from)) {
            return item;
        }
        return new ScheduledItem(
                from,
                item.finish(),
                item.content(),
                Duration.between(item.start(), from),
                item.outPoint(),
                item.fillerKind(),
                item.title());
    }

    private static List<ScheduledItem> day(List<ScheduleDefinition.RenderedShow> shows, long seed, long day) {
        SplitMix64 dice = SplitMix64.of(seed, day);
        int show = firstShow(shows, seed, day);
        int tomorrow = firstShow(shows, seed, day + 1);
        List<ScheduledItem> items = new ArrayList<>();
        for (int minute = 0; minute < MINUTES_OF_DAY; ) {
            int length = Math.min((1 + dice.below(LONGEST_CELLS)) * GRID_MINUTES, MINUTES_OF_DAY - minute);
            Instant start = Instant.ofEpochMilli(day * DAY_MILLIS).plus(Duration.ofMinutes(minute));
            minute += length;
            if (!items.isEmpty()) {
                // The day's last programme differs from tomorrow's first, too, where there are enough to choose from.
                int not = minute == MINUTES_OF_DAY && shows.size() > 2 ? tomorrow : show;
                show = another(shows.size(), show, not, dice);
            }
            items.add(item(shows.get(show), start, Duration.ofMinutes(length)));
        }
        return items;
    }

    private static int firstShow(List<ScheduleDefinition.RenderedShow> shows, long seed, long day) {
        return (int) Long.remainderUnsigned(SplitMix64.hash(seed, day, 0), shows.size());
    }

    private static int another(int count, int current, int not, SplitMix64 dice) {
        if (count == 1) {
            return 0;
        }
        int next = (current + 1 + dice.below(count - 1)) % count;
        while (next == current || next == not) {
            next = (next + 1) % count;
        }
        return next;
    }

    private static ScheduledItem item(ScheduleDefinition.RenderedShow show, Instant start, Duration length) {
        return new ScheduledItem(
                start,
                start.plus(length),
                new Content.Rendered(show.videoGraph(), show.audioGraph()),
                Duration.ZERO,
                length,
                Optional.empty(),
                show.title());
    }
}
