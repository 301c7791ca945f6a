package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Airs one collection over and over. */
final class ContinuousPlanner {
    private ContinuousPlanner() {}

    static Plan plan(
            ScheduleDefinition.Continuous definition,
            ScheduleLibrary library,
            ScheduleState state,
            Instant from,
            Instant until,
            int maxItems) {
        List<Airable> all = library.items(definition.collection());
        List<Airable> playable = all.stream().filter(Airable::playable).toList();
        List<String> warnings = new ArrayList<>();
        if (playable.size() < all.size()) {
            warnings.add((all.size() - playable.size()) + " of " + all.size()
                    + " items are skipped: their files are missing or play for less than a second");
        }
        if (playable.isEmpty()) {
            warnings.add("collection " + definition.collection() + " holds nothing that can be played:"
                    + " the channel is off air until it does");
            return OfflinePlanner.plan(state, from, until, maxItems, warnings);
        }
        String key = ScheduleState.key(definition.collection(), definition.order());
        PassWalker walker = new PassWalker(playable, definition.order(), state.seed(), state.cursor(key));
        List<Plan.Step> steps = new ArrayList<>();
        ScheduleState now = state;
        for (Instant at = from; at.isBefore(until) && steps.size() < maxItems; ) {
            Airable item = walker.next();
            Instant finish = at.plus(item.airTime());
            now = now.with(key, walker.cursor());
            steps.add(new Plan.Step(
                    new ScheduledItem(
                            at,
                            finish,
                            new Content.Media(item.mediaId()),
                            Duration.ZERO,
                            item.airTime(),
                            Optional.empty(),
                            item.title()),
                    now));
            at = finish;
        }
        return new Plan(from, steps, now, warnings);
    }
}
