package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every definition, library, state and span, tried on many drawn from a seeded source. */
class SchedulePropertyTest {
    private static final Instant FROM = Instant.parse("2026-03-28T22:17:03.123Z");
    private static final int ROUNDS = 150;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private static List<Airable> library(Random random, int size) {
        List<Airable> items = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            items.add(item(
                    id,
                    random.nextInt(1, 4),
                    random.nextInt(1, 9),
                    Duration.ofNanos(random.nextLong(1_000_000_000L, 5_400_000_000_000L))));
        }
        Collections.shuffle(items, random);
        return items;
    }

    private static Airable item(long id, int season, int episode, Duration length) {
        return new Airable(id, "Item " + id, length, true, OrderKey.chronological("show", season, episode, "name", id));
    }

    private static Plan plan(
            List<Airable> library, PlaybackOrder order, ScheduleState state, Instant from, Instant to) {
        return ScheduleEngine.plan(
                new ScheduleDefinition.Continuous(7, order),
                id -> id == 7 ? library : List.of(),
                state,
                from,
                to,
                NO_LIMIT);
    }

    private static List<ScheduledItem> items(Plan plan) {
        return plan.steps().stream().map(Plan.Step::item).toList();
    }

    private static List<Long> ids(Plan plan) {
        return items(plan).stream()
                .map(item -> item.content() instanceof Content.Media media ? media.mediaId() : -1L)
                .toList();
    }

    private static void assertContiguous(List<ScheduledItem> items, Instant from, Instant until) {
        Instant at = from;
        for (ScheduledItem item : items) {
            assertThat(item.start()).isEqualTo(at);
            assertThat(Duration.between(item.start(), item.finish()))
                    .isEqualTo(item.outPoint().minus(item.inPoint()));
            at = item.finish();
        }
        assertThat(at).isAfterOrEqualTo(until);
        assertThat(items.getLast().start()).isBefore(until);
    }

    @ParameterizedTest
    @EnumSource(PlaybackOrder.class)
    void coversEveryMillisecondAndCutsNoFrame(PlaybackOrder order) {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            List<Airable> library = library(random, random.nextInt(1, 30));
            Instant until = FROM.plusSeconds(random.nextInt(1, 400_000));
            Plan plan = plan(library, order, ScheduleState.initial(random.nextLong()), FROM, until);
            assertContiguous(items(plan), FROM, until);
            for (ScheduledItem item : items(plan)) {
                long id = ((Content.Media) item.content()).mediaId();
                Duration length = library.stream()
                        .filter(a -> a.mediaId() == id)
                        .findFirst()
                        .orElseThrow()
                        .length();
                assertThat(length.minus(item.outPoint())).isBetween(Duration.ZERO, Duration.ofNanos(999_999));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PlaybackOrder.class)
    void continuingThroughJsonEqualsBuildingAtOnce(PlaybackOrder order) throws Exception {
        JsonMapper json = JsonMapper.builder().addModule(new Jdk8Module()).build();
        Random random = new Random(2);
        for (int round = 0; round < ROUNDS; round++) {
            List<Airable> library = library(random, random.nextInt(1, 12));
            ScheduleState state = ScheduleState.initial(random.nextLong());
            Instant until = FROM.plus(Duration.ofDays(6));
            List<ScheduledItem> whole = items(plan(library, order, state, FROM, until));
            List<ScheduledItem> pieces = new ArrayList<>();
            Instant at = FROM;
            while (at.isBefore(until)) {
                if (order != PlaybackOrder.CUSTOM) {
                    Collections.shuffle(library, random);
                }
                Instant to = at.plusSeconds(random.nextInt(1, 100_000));
                Plan piece = plan(library, order, state, at, to.isBefore(until) ? to : until);
                pieces.addAll(items(piece));
                at = piece.finish();
                state = json.readValue(json.writeValueAsString(piece.state()), ScheduleState.class);
                assertThat(state).isEqualTo(piece.state());
            }
            assertThat(pieces).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RANDOM", "RANDOM_ROTATION"})
    void airsEveryItemOncePerPassAndNoneTwiceInARow(PlaybackOrder order) {
        Random random = new Random(3);
        for (int round = 0; round < ROUNDS; round++) {
            int size = random.nextInt(2, 12);
            List<Airable> library = library(random, size);
            Plan plan = ScheduleEngine.plan(
                    new ScheduleDefinition.Continuous(7, order),
                    id -> library,
                    ScheduleState.initial(random.nextLong()),
                    FROM,
                    Instant.MAX.minusSeconds(1_000_000_000),
                    size * 40);
            List<Long> ids = ids(plan);
            Set<List<Long>> orders = new HashSet<>();
            for (int pass = 0; pass < 40; pass++) {
                List<Long> once = ids.subList(pass * size, (pass + 1) * size);
                assertThat(new HashSet<>(once)).hasSize(size);
                orders.add(once);
            }
            for (int i = 1; i < ids.size(); i++) {
                assertThat(ids.get(i)).isNotEqualTo(ids.get(i - 1));
            }
            if (order != PlaybackOrder.SHUFFLE && order != PlaybackOrder.MULTI_EPISODE_SHUFFLE) {
                assertThat(orders).hasSize(1);
            } else if (size > 4) {
                assertThat(orders).hasSizeGreaterThan(20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CHRONOLOGICAL", "SHUFFLE", "SEASON_EPISODE", "ALPHABETICAL", "MULTI_EPISODE_SHUFFLE", "CUSTOM"})
    void libraryChangesMoveNoOtherItem(PlaybackOrder order) {
        Random random = new Random(4);
        for (int round = 0; round < ROUNDS; round++) {
            List<Airable> library = library(random, 12);
            Plan first = ScheduleEngine.plan(
                    new ScheduleDefinition.Continuous(7, order),
                    id -> library,
                    ScheduleState.initial(random.nextLong()),
                    FROM,
                    Instant.MAX.minusSeconds(1_000_000_000),
                    random.nextInt(1, 12));
            Set<Long> aired = new HashSet<>(ids(first));
            long last = ids(first).getLast();
            List<Airable> changed = new ArrayList<>(library);
            // Even what was aired last may vanish without the pass starting over.
            changed.removeIf(item -> item.mediaId() == last);
            changed.add(item(100, random.nextInt(1, 4), random.nextInt(1, 9), Duration.ofMinutes(20)));
            Plan rest = ScheduleEngine.plan(
                    new ScheduleDefinition.Continuous(7, order),
                    id -> changed,
                    first.state(),
                    first.finish(),
                    Instant.MAX.minusSeconds(1_000_000_000),
                    13);
            List<Long> remaining = ids(rest).stream()
                    .limit(12 - aired.size() + 1)
                    .filter(id -> id != 100)
                    .limit(12 - aired.size())
                    .toList();
            assertThat(remaining).doesNotContainAnyElementsOf(aired).hasSize(12 - aired.size());
        }
    }

    @ParameterizedTest
    @EnumSource(PlaybackOrder.class)
    void nothingPlayableIsOffAirWithAWarning(PlaybackOrder order) {
        Airable missing = new Airable(1, "Gone", Duration.ofHours(1), false, OrderKey.chronological("", 0, 0, "", 1));
        Airable tooShort = item(2, 1, 1, Duration.ofMillis(999));
        for (List<Airable> library : List.of(List.<Airable>of(), List.of(missing, tooShort))) {
            Plan plan = plan(library, order, ScheduleState.initial(5), FROM, FROM.plus(Duration.ofDays(2)));
            assertContiguous(items(plan), FROM, FROM.plus(Duration.ofDays(2)));
            assertThat(items(plan)).allMatch(item -> item.content() instanceof Content.Offline);
            assertThat(plan.warnings()).anyMatch(text -> text.contains("nothing that can be played"));
            Plan begin = plan(library, order, ScheduleState.initial(5), FROM, FROM.plusSeconds(60));
            Plan rest = plan(library, order, begin.state(), begin.finish(), FROM.plus(Duration.ofDays(2)));
            assertThat(items(plan).subList(begin.steps().size(), plan.steps().size()))
                    .isEqualTo(items(rest));
        }
    }

    @ParameterizedTest
    @EnumSource(PlaybackOrder.class)
    void skipsWhatCannotBePlayed(PlaybackOrder order) {
        Airable good = item(1, 1, 1, Duration.ofMinutes(10));
        Airable empty = item(2, 1, 2, Duration.ZERO);
        Airable gone = new Airable(3, "Gone", Duration.ofHours(1), false, OrderKey.chronological("", 0, 0, "", 3));
        Plan plan =
                plan(List.of(good, empty, gone), order, ScheduleState.initial(5), FROM, FROM.plus(Duration.ofHours(3)));
        assertThat(ids(plan)).hasSize(18).containsOnly(1L);
        assertThat(plan.warnings()).hasSize(1).first().asString().startsWith("2 of 3 items are skipped");
    }
}
