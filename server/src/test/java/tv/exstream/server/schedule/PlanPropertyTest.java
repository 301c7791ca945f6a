package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.Overrun;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.WallClock;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every definition, library, zone and week, the weeks in which clocks change included. */
class PlanPropertyTest {
    private static final int MOST_ITEMS = 1_000_000;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"));
    /** Clocks go forward and back, 29 February, the year's end. */
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2026, 3, 27),
            LocalDate.of(2026, 10, 23),
            LocalDate.of(2026, 3, 7),
            LocalDate.of(2026, 10, 31),
            LocalDate.of(2026, 4, 3),
            LocalDate.of(2028, 2, 27),
            LocalDate.of(2026, 12, 30));

    record Case(
            ScheduleDefinition definition,
            Map<Long, List<Airable>> library,
            long seed,
            ZoneId zone,
            Instant from,
            Instant until) {
        Plan plan(ScheduleState state, Instant begin, Instant end) {
            return ScheduleEngine.plan(
                    definition, id -> library.getOrDefault(id, List.of()), state, zone, begin, end, MOST_ITEMS);
        }

        Plan whole() {
            return plan(ScheduleState.initial(seed), from, until);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(PlanPropertyTest::draw);
    }

    private static Case draw(Random random) {
        RandomDefinitions definitions = new RandomDefinitions(random);
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Instant from = DAYS.get(random.nextInt(DAYS.size()))
                .atStartOfDay(zone)
                .toInstant()
                .plusMillis(random.nextInt(86_400_000));
        return new Case(
                definitions.any(),
                definitions.library(),
                random.nextLong(),
                zone,
                from,
                from.plus(Duration.ofHours(random.nextInt(1, 80))));
    }

    @Property(tries = 200)
    void everyMillisecondIsCoveredOnce(@ForAll("cases") Case drawn) {
        Plan plan = drawn.whole();
        Instant at = drawn.from;
        for (Plan.Step step : plan.steps()) {
            assertThat(step.item().start()).isEqualTo(at);
            at = step.item().finish();
        }
        assertThat(at).isAfterOrEqualTo(drawn.until).isEqualTo(plan.finish());
        assertThat(plan.steps().getLast().after()).contains(plan.state());
    }

    @Property(tries = 60)
    void theSamePlanEveryTime(@ForAll("cases") Case drawn) {
        assertThat(drawn.whole()).isEqualTo(drawn.whole());
    }

    @Property(tries = 120)
    void noPartIsPlayedThatIsNotThere(@ForAll("cases") Case drawn) {
        for (Plan.Step step : drawn.whole().steps()) {
            ScheduledItem item = step.item();
            if (item.content() instanceof Content.Media media) {
                Airable airable = drawn.library.values().stream()
                        .flatMap(List::stream)
                        .filter(a -> a.mediaId() == media.mediaId())
                        .findFirst()
                        .orElseThrow();
                assertThat(airable.playable()).isTrue();
                assertThat(item.outPoint()).isLessThanOrEqualTo(airable.length());
                assertThat(Duration.between(item.start(), item.finish()))
                        .isEqualTo(item.outPoint().minus(item.inPoint()));
            }
        }
    }

    @Property(tries = 200)
    void continuingThroughJsonEqualsBuildingAtOnce(@ForAll("cases") Case drawn, @ForAll long pieces)
            throws JsonProcessingException {
        JsonMapper json = JsonMapper.builder().addModule(new Jdk8Module()).build();
        Random random = new Random(pieces);
        ScheduleState state = ScheduleState.initial(drawn.seed);
        List<ScheduledItem> items = new ArrayList<>();
        Instant at = drawn.from;
        while (at.isBefore(drawn.until)) {
            Instant to = at.plusSeconds(random.nextInt(1, 50_000));
            Plan piece = drawn.plan(state, at, to.isBefore(drawn.until) ? to : drawn.until);
            piece.steps().forEach(step -> items.add(step.item()));
            at = piece.finish();
            state = json.readValue(json.writeValueAsString(piece.state()), ScheduleState.class);
        }
        List<ScheduledItem> whole =
                drawn.whole().steps().stream().map(Plan.Step::item).toList();
        for (int i = 0; i < Math.min(items.size(), whole.size()); i++) {
            assertThat(items.get(i)).as("item " + i + " of " + drawn).isEqualTo(whole.get(i));
        }
        assertThat(items).hasSameSizeAs(whole);
    }

    @Property(tries = 100)
    void strictStartsAreKept(@ForAll("cases") Case drawn) {
        if (!(drawn.definition instanceof ScheduleDefinition.Classic classic)) {
            return;
        }
        WallClock clock = new WallClock(drawn.zone);
        String before = "";
        for (Plan.Step step : drawn.whole().steps()) {
            String rule = step.reason().rule();
            if (!rule.startsWith("rule ") || rule.equals(before)) {
                continue;
            }
            before = rule;
            ClassicRule begun = classic.items().get(Integer.parseInt(rule.replaceAll("\\D", "")) - 1);
            if (begun.strict()) {
                long start = step.item().start().toEpochMilli();
                assertThat(start)
                        .as(rule)
                        .isEqualTo(clock.at(
                                clock.date(start), begun.start().orElseThrow().time()));
            }
        }
    }

    @Property(tries = 100)
    void whatIsSkippedIsNeverCut(@ForAll("cases") Case drawn) {
        if (!(drawn.definition instanceof ScheduleDefinition.Classic classic)
                || classic.items().stream()
                        .anyMatch(rule -> rule.overrun().or(classic::overrun).orElse(Overrun.SKIP) != Overrun.SKIP)) {
            return;
        }
        List<Plan.Step> steps = drawn.whole().steps();
        for (int i = 0; i < steps.size(); i++) {
            ScheduledItem item = steps.get(i).item();
            if (item.content() instanceof Content.Media media
                    && item.fillerKind().isEmpty()) {
                boolean goesOn = steps.subList(i + 1, Math.min(steps.size(), i + 400)).stream()
                        .map(Plan.Step::item)
                        .filter(next -> next.fillerKind().isEmpty())
                        .findFirst()
                        .filter(next ->
                                next.content().equals(media) && next.inPoint().equals(item.outPoint()))
                        .isPresent();
                Airable airable = drawn.library.values().stream()
                        .flatMap(List::stream)
                        .filter(a -> a.mediaId() == media.mediaId())
                        .findFirst()
                        .orElseThrow();
                assertThat(goesOn || item.outPoint().equals(airable.airTime()))
                        .as(item.toString())
                        .isTrue();
            }
        }
    }

    @Property(tries = 100)
    void definitionsSurviveJson(@ForAll("cases") Case drawn) throws JsonProcessingException {
        JsonMapper json = ScheduleJson.configure(JsonMapper.builder()).build();
        String written = json.writerFor(ScheduleDefinition.class).writeValueAsString(drawn.definition);
        assertThat(json.readValue(written, ScheduleDefinition.class)).isEqualTo(drawn.definition);
    }
}
