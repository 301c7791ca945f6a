package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.guide.GuideEntry;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A channel over a year of its clock, with a library that changes, edits, and a server that is restarted or off. How
 * thoroughly: {@code -Dexstream.year.step-minutes=30 -Dexstream.year.checks=500 -Dexstream.year.seed=7}.
 */
class PlayoutYearTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2027-10-01T09:17:03.217Z");
    private static final Duration YEAR = Duration.ofDays(366);
    private static final Duration HORIZON = Duration.ofDays(7);
    /** Longest time between two looks; the mean is half of it. */
    private static final int STEP_MINUTES = Integer.getInteger("exstream.year.step-minutes", 24 * 60);

    private static final int CHECKS = Integer.getInteger("exstream.year.checks", 40);
    private static final long SEED = Long.getLong("exstream.year.seed", 1);

    private final FakeLibrary library = new FakeLibrary();
    private final Random random = new Random(SEED);
    /** Answers about the past, which must not change. */
    private final TreeMap<Instant, Programme> answered = new TreeMap<>();

    private int episodes = 12;
    /** Until the airing is over that was left when the server was off or the schedule was edited, starts may be late. */
    private Instant settled = BEGIN;

    private long checked;

    @Test
    @Timeout(600)
    void guideAndPlayoutAgreeAtEverySecondOfAYear(@TempDir Path data) {
        Season.fill(library);
        try (PlayoutFixture server = new PlayoutFixture(data, library, BEGIN, HORIZON)) {
            server.channel(Season.definition(server), 1);
            server.zone(ZONE.getId());
            settled = settling(server);
            int steps = 0;
            for (; server.now.isBefore(BEGIN.plus(YEAR)); steps++) {
                look(server);
                happen(server, random.nextInt(240));
                server.advance(Duration.ofSeconds(random.nextInt(1, STEP_MINUTES * 60)));
            }
            System.out.println(checked + " seconds of a year checked in " + steps + " steps");
            assertThat(checked).isGreaterThan(steps * (long) CHECKS);
        }
    }

    private void happen(PlayoutFixture server, int event) {
        switch (event) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> server.restart();
            case 8, 9, 10, 11, 12 -> {
                episodes++;
                Season.episode(library, "Show " + random.nextInt(1, 7), episodes);
            }
            case 13, 14, 15, 16 ->
                library.remove(library.items()
                        .get(random.nextInt(library.items().size()))
                        .id());
            case 17 -> {
                server.close();
                server.now = server.now.plus(Duration.ofHours(random.nextInt(1, 300)));
                server.open();
                settled = settling(server);
            }
            case 18 -> server.playouts.apply(PlayoutFixture.ONE, PlayoutEdit.REFRESH);
            case 19 -> {
                server.playouts.apply(PlayoutFixture.ONE, PlayoutEdit.reset(OptionalLong.of(random.nextLong())));
                settled = settling(server);
            }
            default -> {
                // Nothing happens.
            }
        }
    }

    private static Instant settling(PlayoutFixture server) {
        return server.now.plus(Duration.ofDays(1));
    }

    private void look(PlayoutFixture server) {
        server.playouts.tick();
        Playout playout = server.playouts.playoutFor(PlayoutFixture.ONE);
        assertThat(server.timeline().finish().orElseThrow())
                .isAfter(server.now.plus(HORIZON).minus(Duration.ofHours(2)));
        answered.put(server.now, playout.programmeAt(server.now));
        answered.headMap(server.now.minus(Duration.ofDays(2))).clear();
        for (Map.Entry<Instant, Programme> then : answered.entrySet()) {
            Programme again = playout.programmeAt(then.getKey());
            assertThat(again.id()).isEqualTo(then.getValue().id());
            assertThat(again.start()).isEqualTo(then.getValue().start());
            assertThat(again.finish()).isEqualTo(then.getValue().finish());
        }
        for (int i = 0; i < CHECKS; i++) {
            agree(server, playout, server.now.plusSeconds(random.nextInt(-24 * 3600, 7 * 24 * 3600)));
        }
        for (PlayoutItem item : server.timeline().overlapping(server.now, server.now.plus(Duration.ofHours(2)))) {
            agree(server, playout, item.start());
            agree(server, playout, item.finish().minusMillis(1));
        }
        primeTime(server);
    }

    /** What the engine shows and what the guide says at an instant. */
    private void agree(PlayoutFixture server, Playout playout, Instant at) {
        Instant first = server.timeline().items().getFirst().start();
        Instant last = server.timeline().finish().orElseThrow();
        if (at.isBefore(first) || !at.isBefore(last)) {
            return;
        }
        checked++;
        Programme shown = playout.programmeAt(at);
        assertThat(shown.covers(at)).isTrue();
        List<GuideEntry> entries = server.guide.entries(PlayoutFixture.ONE, at, at.plusMillis(1));
        assertThat(entries).as("guide at " + at).hasSize(1);
        GuideEntry entry = entries.getFirst();
        assertThat(entry.start()).isBeforeOrEqualTo(shown.start());
        assertThat(entry.stop()).isAfterOrEqualTo(shown.finish());
        if (shown.source().isPresent() && !shown.filler()) {
            assertThat(entry.title()).as("at " + at).isEqualTo(shown.title());
        }
    }

    /** By the clock on the wall in Berlin, whatever clocks did that week. */
    private void primeTime(PlayoutFixture server) {
        LocalDate today = server.now.atZone(ZONE).toLocalDate();
        for (int day = 0; day < 6; day++) {
            LocalDate date = today.plusDays(day);
            Instant due = date.atTime(Season.PRIME_TIME).atZone(ZONE).toInstant();
            if (Season.usual(MonthDay.from(date)) && due.isAfter(settled) && due.isAfter(server.now)) {
                ScheduledItem film = server.timeline().at(due).orElseThrow().item();
                assertThat(film.start()).as("due at " + due).isEqualTo(due);
                assertThat(film.title()).startsWith("Film ");
            }
        }
    }

    @Test
    @Timeout(120)
    void twoServersThatLiveThroughTheSameAirTheSame(@TempDir Path one, @TempDir Path two) {
        Season.fill(library);
        try (PlayoutFixture restless = new PlayoutFixture(one, library, BEGIN, HORIZON);
                PlayoutFixture calm = new PlayoutFixture(two, library, BEGIN, HORIZON)) {
            ScheduleDefinition definition = Season.definition(restless);
            assertThat(Season.definition(calm)).isEqualTo(definition);
            restless.channel(definition, 5);
            calm.channel(definition, 5);
            for (int step = 0; step < 120; step++) {
                Duration time = Duration.ofSeconds(random.nextInt(1, 6 * 3600));
                restless.advance(time);
                calm.now = calm.now.plus(time);
                if (step % 5 == 0) {
                    restless.restart();
                }
                if (step % 11 == 0) {
                    library.remove(library.items()
                            .get(random.nextInt(library.items().size()))
                            .id());
                    restless.playouts.tick();
                }
                // The other one looks at its clock only when it must.
                if (step % 11 == 0 || step % 40 == 39) {
                    calm.playouts.tick();
                    assertThat(aired(restless)).isNotEmpty().isEqualTo(aired(calm));
                }
            }
        }
    }

    private static List<ScheduledItem> aired(PlayoutFixture server) {
        return server
                .timeline()
                .overlapping(server.now.minus(Duration.ofDays(1)), server.now.plus(Duration.ofDays(6)))
                .stream()
                .map(PlayoutItem::item)
                .toList();
    }

    @Test
    @Timeout(120)
    void continuingThroughTheDatabaseGivesWhatBuildingAtOnceGives(@TempDir Path one, @TempDir Path two) {
        Season.fill(library);
        try (PlayoutFixture pieces = new PlayoutFixture(one, library, BEGIN, Duration.ofDays(1));
                PlayoutFixture whole = new PlayoutFixture(two, library, BEGIN, Duration.ofDays(21))) {
            pieces.channel(Season.definition(pieces), 5);
            whole.channel(Season.definition(whole), 5);
            List<ScheduledItem> expected = whole.itemsFrom(BEGIN);
            TreeMap<Instant, ScheduledItem> seen = new TreeMap<>();
            while (pieces.now.isBefore(BEGIN.plus(Duration.ofDays(19)))) {
                pieces.itemsFrom(BEGIN).forEach(item -> seen.put(item.start(), item));
                pieces.advance(Duration.ofMinutes(random.nextInt(5, 600)));
                if (random.nextInt(4) == 0) {
                    pieces.restart();
                }
            }
            assertThat(List.copyOf(seen.values())).isEqualTo(expected.subList(0, seen.size()));
        }
    }
}
