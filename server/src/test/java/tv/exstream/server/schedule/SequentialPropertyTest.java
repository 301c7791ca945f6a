package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
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

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What holds for every list of instructions. */
class SequentialPropertyTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2026, 3, 28), LocalDate.of(2026, 10, 24), LocalDate.of(2026, 12, 31));

    record Case(String text, Map<Long, List<Airable>> library, long seed, Instant from, Instant until) {
        Plan plan(ScheduleState state, Instant begin, Instant end) {
            Map<String, Long> names = new HashMap<>();
            library.keySet().forEach(id -> names.put("C" + id, id));
            return assertTimeoutPreemptively(
                    LIMIT,
                    () -> ScheduleEngine.plan(
                            new ScheduleDefinition.Sequential(text, Map.of()),
                            new NamedLibrary(library, names),
                            state,
                            ZONE,
                            begin,
                            end,
                            1_000_000),
                    () -> "took too long: " + text);
        }

        Plan whole() {
            return plan(ScheduleState.initial(seed), from, until);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(SequentialPropertyTest::draw);
    }

    private static Case draw(Random random) {
        Instant from = DAYS.get(random.nextInt(DAYS.size()))
                .atStartOfDay(ZONE)
                .toInstant()
                .plusMillis(random.nextInt(86_400_000));
        return new Case(
                new RandomInstructions(random).text(),
                new RandomDefinitions(random).library(),
                random.nextLong(),
                from,
                from.plus(Duration.ofHours(random.nextInt(1, 50))));
    }

    @Property(tries = 150)
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

    @Property(tries = 100)
    void noPartIsPlayedThatIsNotThere(@ForAll("cases") Case drawn) {
        for (Plan.Step step : drawn.whole().steps()) {
            if (step.item().content() instanceof Content.Media media) {
                Airable airable = drawn.library.values().stream()
                        .flatMap(List::stream)
                        .filter(a -> a.mediaId() == media.mediaId())
                        .findFirst()
                        .orElseThrow();
                assertThat(airable.playable()).isTrue();
                assertThat(step.item().outPoint()).isLessThanOrEqualTo(airable.length());
                assertThat(Duration.between(step.item().start(), step.item().finish()))
                        .isEqualTo(step.item().outPoint().minus(step.item().inPoint()));
            }
        }
    }

    @Property(tries = 100)
    void theSameAgainIsTheSame(@ForAll("cases") Case drawn) {
        assertThat(drawn.whole()).isEqualTo(drawn.whole());
    }

    @Property(tries = 100)
    void continuingThroughJsonEqualsBuildingAtOnce(@ForAll("cases") Case drawn, @ForAll long pieces)
            throws JsonProcessingException {
        JsonMapper json = JsonMapper.builder().addModule(new Jdk8Module()).build();
        Random random = new Random(pieces);
        ScheduleState state = ScheduleState.initial(drawn.seed);
        List<ScheduledItem> items = new ArrayList<>();
        Instant at = drawn.from;
        while (at.isBefore(drawn.until)) {
            Instant to = at.plusSeconds(random.nextInt(1, 30_000));
            Plan piece = drawn.plan(state, at, to.isBefore(drawn.until) ? to : drawn.until);
            piece.steps().forEach(step -> items.add(step.item()));
            at = piece.finish();
            state = json.readValue(json.writeValueAsString(piece.state()), ScheduleState.class);
        }
        assertThat(items)
                .as(drawn.text)
                .isEqualTo(drawn.whole().steps().stream().map(Plan.Step::item).toList());
    }

    @Property(tries = 60)
    void anotherTextGoesOnWhereTheFirstOneEnded(@ForAll("cases") Case drawn, @ForAll("cases") Case other) {
        Plan first = drawn.whole();
        Case edited = new Case(
                other.text,
                drawn.library,
                drawn.seed,
                first.finish(),
                first.finish().plusSeconds(9_000));
        Plan second = edited.plan(first.state(), edited.from, edited.until);
        assertThat(second.steps().getFirst().item().start()).isEqualTo(first.finish());
        assertThat(second.finish()).isAfterOrEqualTo(edited.until);
    }
}
