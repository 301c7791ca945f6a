package tv.exstream.server.preview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.swagger.v3.oas.annotations.media.Schema;

import tv.exstream.server.schedule.SlotShares;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

/**
 * How a plan divides its time.
 *
 * @param programmes all of them
 * @param offAir     neither programmes nor filler
 * @param rules      parts of the definition, in the order they were first on air; of random slots all, in their order
 * @param titles     of programmes, those with the most air time first
 */
public record Distribution(
        Duration programmes, Duration filler, Duration offAir, List<Share> rules, List<Share> titles) {
    private static final int MOST_ROWS = 50;

    public Distribution {
        rules = List.copyOf(rules);
        titles = List.copyOf(titles);
    }

    /**
     * @param turns    programmes, parts of one counting once
     * @param expected part of all programmes' time that the definition asks for, from 0 to 1, where it does
     * @param actual   part of all programmes' time, from 0 to 1
     */
    @Schema(name = "AirShare")
    public record Share(String name, int turns, Duration onAir, Optional<Double> expected, double actual) {}

    private static final class Tally {
        private int turns;
        private Duration onAir = Duration.ZERO;

        void add(ScheduledItem item) {
            turns += item.inPoint().isZero() ? 1 : 0;
            onAir = onAir.plus(Duration.between(item.start(), item.finish()));
        }
    }

    static Distribution of(ScheduleDefinition definition, Plan plan) {
        Map<String, Tally> rules = new LinkedHashMap<>();
        Map<String, Tally> titles = new LinkedHashMap<>();
        Tally programmes = new Tally();
        Tally filler = new Tally();
        Tally offAir = new Tally();
        for (Plan.Step step : plan.steps()) {
            ScheduledItem item = step.item();
            if (item.content() instanceof Content.Offline) {
                offAir.add(item);
            } else if (item.fillerKind().isPresent()) {
                filler.add(item);
            } else {
                programmes.add(item);
                rules.computeIfAbsent(step.reason().rule(), none -> new Tally()).add(item);
                titles.computeIfAbsent(item.title(), none -> new Tally()).add(item);
            }
        }
        List<Share> shares = definition instanceof ScheduleDefinition.RandomSlots slots
                ? slots(SlotShares.of(slots, plan))
                : shares(rules, programmes.onAir);
        List<Share> byTitle = new ArrayList<>(shares(titles, programmes.onAir));
        byTitle.sort(Comparator.comparing(Share::onAir).reversed());
        return new Distribution(
                programmes.onAir,
                filler.onAir,
                offAir.onAir,
                shares.stream().limit(MOST_ROWS).toList(),
                byTitle.stream().limit(MOST_ROWS).toList());
    }

    private static List<Share> slots(SlotShares shares) {
        return shares.shares().stream()
                .map(share -> new Share(
                        "slot " + share.slot(),
                        share.turns(),
                        share.onAir(),
                        Optional.of(share.expected()),
                        share.actual()))
                .toList();
    }

    private static List<Share> shares(Map<String, Tally> tallies, Duration all) {
        List<Share> shares = new ArrayList<>();
        tallies.forEach((name, tally) -> shares.add(new Share(
                name,
                tally.turns,
                tally.onAir,
                Optional.empty(),
                all.isZero() ? 0 : tally.onAir.toMillis() / (double) all.toMillis())));
        return shares;
    }
}
