package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.channels.Night;
import tv.exstream.server.channels.RelayGraph;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

/**
 * Puts another channel in the place of what a plan has at night. A programme with its filler, an entry of the guide, is
 * replaced when it begins at night, so none is cut; what has no end of its own (another channel, a live stream, nothing)
 * is divided where the night begins and ends. Pure.
 */
final class NightRelays {
    private final Night night;
    private final long channel;
    private final ZoneId zone;

    private NightRelays(Night night, long channel, ZoneId zone) {
        this.night = night;
        this.channel = channel;
        this.zone = zone;
    }

    /** The plan itself where the channel of the night is not there. */
    static Plan over(Plan plan, Night night, RelayGraph relays, ZoneId zone) {
        OptionalLong channel = relays.key(night.channel());
        if (channel.isEmpty()) {
            return plan;
        }
        NightRelays relaying = new NightRelays(night, channel.getAsLong(), zone);
        List<Plan.Step> steps = new ArrayList<>(plan.steps().size());
        plan.steps().forEach(step -> relaying.add(step, steps));
        return new Plan(plan.from(), steps, plan.state(), plan.warnings());
    }

    private void add(Plan.Step step, List<Plan.Step> steps) {
        ScheduledItem item = step.item();
        boolean divisible = !(item.content() instanceof Content.Media || item.content() instanceof Content.Rendered);
        if (!divisible) {
            Instant begins = Instant.ofEpochMilli(item.guideGroup());
            steps.add(night.includes(begins, zone) ? relay(step, item.start(), item.finish()) : step);
            return;
        }
        for (Instant at = item.start(); at.isBefore(item.finish()); ) {
            Night.Span next = night.onOrAfter(at, zone);
            boolean now = !next.start().isAfter(at);
            Instant edge = now ? next.end() : next.start();
            Instant end = edge.isBefore(item.finish()) ? edge : item.finish();
            steps.add(now ? relay(step, at, end) : part(step, at, end));
            at = end;
        }
    }

    private Plan.Step relay(Plan.Step step, Instant start, Instant finish) {
        ScheduledItem relay = new ScheduledItem(
                start,
                finish,
                new Content.Relay(channel, Duration.ZERO),
                Duration.ZERO,
                Duration.between(start, finish),
                Optional.empty(),
                "Channel " + night.channel());
        return new Plan.Step(relay, step.after(), new Plan.Reason("night", night.from() + " to " + night.to()));
    }

    /** Each part has the state behind the whole: nothing is remembered of how much of it was on air. */
    private static Plan.Step part(Plan.Step step, Instant start, Instant finish) {
        ScheduledItem item = step.item();
        if (start.equals(item.start()) && finish.equals(item.finish())) {
            return step;
        }
        ScheduledItem part = new ScheduledItem(
                start,
                finish,
                item.content(),
                Duration.ZERO,
                Duration.between(start, finish),
                item.fillerKind(),
                item.title(),
                start.toEpochMilli(),
                item.overrides());
        return new Plan.Step(part, step.after(), step.reason());
    }
}
