package tv.exstream.bench.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import tv.exstream.server.schedule.ScheduleEngine;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.plan.Plan;

/**
 * One operation: a channel is planned from a library of 10,000 items and 200 spots, with breaks at chapters, padding to
 * quarters of an hour and a film at 20:15.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ScheduleBench {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int ITEMS = 10_000;
    private static final int SPOTS = 200;

    @Param({"SHUFFLE", "SHUFFLE_IN_ORDER"})
    public PlaybackOrder order = PlaybackOrder.SHUFFLE;

    private final List<Airable> items = new ArrayList<>();
    private final List<Airable> spots = new ArrayList<>();
    private final ScheduleLibrary library = id -> id == 1 ? items : spots;
    private ScheduleDefinition definition = new ScheduleDefinition.Continuous(1, PlaybackOrder.SHUFFLE);
    private ScheduleState state = ScheduleState.initial(1);
    private Instant reached = FROM;

    @Setup
    public void prepare() {
        items.clear();
        spots.clear();
        for (int id = 1; id <= ITEMS; id++) {
            items.add(episode(id));
        }
        for (int id = ITEMS + 1; id <= ITEMS + SPOTS; id++) {
            OrderKey key = OrderKey.chronological("", 0, 0, "spot", id);
            spots.add(new Airable(id, "Spot " + id, Duration.ofSeconds(15 + id % 60), true, key));
        }
        definition = definition(order);
        Plan month = month();
        state = month.state();
        reached = month.finish();
    }

    private static Airable episode(int id) {
        String show = "Show " + id % 80;
        int season = 1 + id % 5;
        int episode = 1 + id % 24;
        Duration length = Duration.ofSeconds(1200 + id % 1800);
        List<Facets.Chapter> chapters =
                List.of(new Facets.Chapter("a", length.dividedBy(2)), new Facets.Chapter("b", length));
        return new Airable(
                id,
                show,
                length,
                true,
                OrderKey.chronological(show, season, episode, "file " + id, id),
                new Facets("Episode " + id, show, season, episode, "", "", "", Optional.empty(), chapters, List.of()));
    }

    private static ScheduleDefinition definition(PlaybackOrder order) {
        List<Filler> filler = List.of(
                new Filler(
                        FillerKind.MID_ROLL,
                        List.of(Filler.Pool.of(Draw.of(2, PlaybackOrder.SHUFFLE))),
                        Optional.of(new FillerMode.Pad(15)),
                        false,
                        Optional.empty()),
                new Filler(
                        FillerKind.FALLBACK,
                        List.of(Filler.Pool.of(Draw.of(2, PlaybackOrder.RANDOM))),
                        Optional.empty(),
                        false,
                        Optional.empty()));
        ClassicRule flood = rule(order, new RuleMode.Flood(), Optional.empty(), filler);
        ClassicRule prime = rule(
                order,
                new RuleMode.One(),
                Optional.of(new ClassicRule.FixedStart(LocalTime.of(20, 15), false)),
                filler);
        return new ScheduleDefinition.Classic(List.of(flood, prime), false, false, Optional.empty());
    }

    private static ClassicRule rule(
            PlaybackOrder order, RuleMode mode, Optional<ClassicRule.FixedStart> start, List<Filler> filler) {
        return new ClassicRule(
                Draw.of(1, order),
                mode,
                start,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                filler,
                Optional.empty());
    }

    private Plan plan(ScheduleState from, Instant begin, Duration span) {
        return ScheduleEngine.plan(definition, library, from, ZONE, begin, begin.plus(span), Integer.MAX_VALUE);
    }

    /** Thirty days from nothing. */
    @Benchmark
    public Plan month() {
        return plan(ScheduleState.initial(1), FROM, Duration.ofDays(30));
    }

    /** One day more. */
    @Benchmark
    public Plan day() {
        return plan(state, reached, Duration.ofDays(1));
    }
}
