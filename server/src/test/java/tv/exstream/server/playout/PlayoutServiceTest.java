package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.DemoLineup;
import tv.exstream.server.channels.LineupFamily;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class PlayoutServiceTest {
    private static final ChannelNumber ONE = ChannelNumber.of(1);
    private static final Duration HORIZON = Duration.ofDays(2);
    private static final Instant START = Instant.parse("2026-03-27T18:10:20.345Z");

    @TempDir
    Path data;

    private Instant now = START;
    private final FakeLibrary library = new FakeLibrary();
    private Database database;
    private ChannelService channels;
    private PlayoutService playouts;

    @BeforeEach
    void open() {
        database = Database.open(data);
        CollectionService collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default"));
        playouts = new PlayoutService(
                database, channels, collections, library, () -> now, PlayoutSettings.withHorizon(HORIZON));
        playouts.tick();
    }

    @AfterEach
    void close() {
        playouts.close();
        database.close();
    }

    private void restart() {
        close();
        open();
    }

    private void create(CollectionRule rule, PlaybackOrder order) {
        channels.create(ChannelRequest.builder().number(ONE).name("One").collection(rule).order(order).build());
    }

    private void fill(int clips) {
        for (int i = 1; i <= clips; i++) {
            library.clip(
                    "clips/clip " + i + ".mp4", Duration.ofMinutes(7 + 3L * i).plusNanos(1_234_567L * i));
        }
    }

    private PlayoutTimeline timeline() {
        return playouts.timeline(ONE).orElseThrow();
    }

    private Playout playout() {
        return playouts.playoutFor(ONE);
    }

    private static List<PlayoutItem> until(PlayoutTimeline timeline, Predicate<PlayoutItem> condition) {
        return timeline.items().stream().filter(condition).toList();
    }

    private void advance(Duration time) {
        now = now.plus(time);
        playouts.tick();
    }

    @Test
    void buildsTheWholeHorizonAsSoonAsAChannelIsCreated() {
        fill(5);
        create(new CollectionRule.Everything(), PlaybackOrder.CHRONOLOGICAL);
        assertThat(timeline().finish().orElseThrow()).isAfterOrEqualTo(now.plus(HORIZON));
        Programme onAir = playout().programmeAt(now);
        assertThat(onAir.covers(now)).isTrue();
        assertThat(onAir.source()).containsInstanceOf(MediaSource.File.class);
        assertThat(timeline().items().getFirst().start()).isEqualTo(Instant.parse("2026-03-27T18:00:00Z"));
        // "clip 2" airs before "clip 10" would.
        assertThat(timeline().items().subList(0, 5))
                .extracting(item -> item.item().title())
                .containsExactly("clip 1.mp4", "clip 2.mp4", "clip 3.mp4", "clip 4.mp4", "clip 5.mp4");
    }

    @Test
    void aRestartChangesNothingAndContinuesAsIfThereHadBeenNone(@TempDir Path elsewhere) {
        fill(9);
        create(new CollectionRule.Everything(), PlaybackOrder.SHUFFLE);
        List<PlayoutItem> before = timeline().items();
        restart();
        assertThat(timeline().items()).isEqualTo(before);
        try (Database other = Database.open(elsewhere)) {
            CollectionService collections = new CollectionService(other);
            ChannelService steadyChannels = new ChannelService(other, collections, Set.of("default"));
            try (PlayoutService steady = new PlayoutService(
                    other, steadyChannels, collections, library, () -> now, PlayoutSettings.withHorizon(HORIZON))) {
                steadyChannels.create(ChannelRequest.builder().number(ONE).name("Same").collection(new CollectionRule.Everything()).order(PlaybackOrder.SHUFFLE).build());
                for (int step = 0; step < 8; step++) {
                    advance(Duration.ofHours(11));
                    steady.tick();
                    restart();
                    assertThat(timeline().items())
                            .extracting(PlayoutItem::item)
                            .isEqualTo(steady.timeline(ONE).orElseThrow().items().stream()
                                    .map(PlayoutItem::item)
                                    .filter(item -> !item.finish()
                                            .isBefore(timeline()
                                                    .items()
                                                    .getFirst()
                                                    .finish()))
                                    .toList());
                }
            }
        }
    }

    @Test
    void goesOnWithTheNextItemWhenTheServerWasOffForLong() {
        fill(5);
        create(new CollectionRule.Everything(), PlaybackOrder.CHRONOLOGICAL);
        PlayoutItem last = timeline().items().getLast();
        close();
        now = now.plus(Duration.ofDays(30));
        open();
        PlayoutItem next = timeline().at(now).orElseThrow();
        assertThat(next.start()).isEqualTo(Instant.parse("2026-04-26T18:10:20Z"));
        int lastClip = last.item().title().charAt(5) - '0';
        assertThat(next.item().title()).isEqualTo("clip " + (lastClip % 5 + 1) + ".mp4");
        // The hole is off air up to where the schedule goes on.
        Programme hole = playout().programmeAt(next.start().minusMillis(1));
        assertThat(hole.source()).isEmpty();
        assertThat(hole.finish()).isEqualTo(next.start());
    }

    @Test
    void aLibraryChangeRebuildsTheFutureAndLeavesTheItemOnAir() {
        fill(6);
        create(new CollectionRule.Everything(), PlaybackOrder.SHUFFLE);
        advance(Duration.ofMinutes(95));
        PlayoutItem onAir = timeline().at(now).orElseThrow();
        List<PlayoutItem> past = until(timeline(), item -> !item.start().isAfter(now));
        long gone = library.items().stream()
                .filter(item -> !item.title().equals(onAir.item().title()))
                .findFirst()
                .orElseThrow()
                .id();
        library.remove(gone);
        library.clip("clips/new.mp4", Duration.ofMinutes(11));
        advance(Duration.ofSeconds(1));
        assertThat(timeline().items().subList(0, past.size())).isEqualTo(past);
        List<String> future = until(timeline(), item -> item.start().isAfter(onAir.finish())).stream()
                .map(item -> item.item().content().toString())
                .toList();
        assertThat(future).contains("Media[mediaId=7]").doesNotContain("Media[mediaId=" + gone + "]");
        restart();
        // Where the removed file was is no longer known, but that it was on then is.
        assertThat(timeline().items().subList(0, past.size()))
                .extracting(PlayoutItem::item)
                .isEqualTo(past.stream().map(PlayoutItem::item).toList());
    }

    @Test
    void anEditRebuildsTheFutureButNothingThatIsAboutToStart() {
        fill(6);
        create(new CollectionRule.Everything(), PlaybackOrder.CHRONOLOGICAL);
        PlayoutItem onAir = timeline().at(now).orElseThrow();
        PlayoutItem next = timeline().at(onAir.finish()).orElseThrow();
        // Five seconds before the seam the engine has the next item open.
        now = onAir.finish().minusSeconds(5);
        channels.update(
                ONE,
                ChannelRequest.builder().collection(new CollectionRule.Manual(List.of(6L))).build());
        assertThat(timeline().at(now)).contains(onAir);
        assertThat(timeline().at(onAir.finish())).contains(next);
        assertThat(until(timeline(), item -> !item.start().isBefore(next.finish())))
                .isNotEmpty()
                .allMatch(item -> item.item().title().equals("clip 6.mp4"));
    }

    @Test
    void comesOnAirSoonAfterTheFirstFileAppearsWithoutContradictingItself() {
        create(new CollectionRule.Everything(), PlaybackOrder.SHUFFLE);
        assertThat(playouts.warnings(ONE)).anyMatch(text -> text.contains("nothing that can be played"));
        Programme answered = playout().programmeAt(now.plusSeconds(15));
        assertThat(answered.source()).isEmpty();
        assertThat(Duration.between(answered.start(), answered.finish())).isLessThanOrEqualTo(Duration.ofSeconds(30));
        fill(3);
        playouts.tick();
        assertThat(playouts.warnings(ONE)).isEmpty();
        assertThat(playout().programmeAt(answered.finish().minusMillis(1))).isEqualTo(answered);
        Programme first = playout().programmeAt(answered.finish());
        assertThat(first.source()).isPresent();
        assertThat(first.start()).isEqualTo(answered.finish());
        List<PlayoutItem> items = timeline().items();
        restart();
        assertThat(timeline().items()).isEqualTo(items);
    }

    @Test
    void neverChangesAnAnswerAboutThePastThroughWeeksOfChangesAndRestarts() {
        fill(8);
        create(new CollectionRule.Everything(), PlaybackOrder.SHUFFLE);
        Random random = new Random(11);
        TreeMap<Instant, Programme> answered = new TreeMap<>();
        for (int step = 0; step < 400; step++) {
            Programme programme = playout().programmeAt(now);
            assertThat(programme.covers(now)).isTrue();
            answered.put(now, programme);
            answered.headMap(now.minus(Duration.ofDays(2))).clear();
            switch (random.nextInt(12)) {
                case 0 -> library.clip("clips/more " + step + ".mp4", Duration.ofSeconds(random.nextInt(2, 6000)));
                case 1 ->
                    library.remove(library.items()
                            .get(random.nextInt(library.items().size()))
                            .id());
                case 2 -> restart();
                default -> {}
            }
            if (library.items().isEmpty()) {
                fill(2);
            }
            answered.forEach((then, answer) -> {
                Programme again = playout().programmeAt(then);
                assertThat(again.id()).isEqualTo(answer.id());
                assertThat(again.start()).isEqualTo(answer.start());
                assertThat(again.finish()).isEqualTo(answer.finish());
            });
            advance(Duration.ofSeconds(random.nextInt(1, 9000)));
            assertThat(Duration.between(now, timeline().finish().orElseThrow()))
                    .isGreaterThan(HORIZON.minus(Duration.ofHours(2)));
        }
        // History is pruned, in memory and in the database.
        Instant oldest = now.minus(Duration.ofDays(3)).minus(Duration.ofHours(6));
        assertThat(timeline().items().getFirst().finish()).isAfter(oldest);
        long old = database.reads()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM playout_item WHERE finish < :oldest")
                        .bind("oldest", oldest.toEpochMilli())
                        .mapTo(Long.class)
                        .one());
        assertThat(old).isZero();
    }

    @Test
    void demoChannelsShowTheSameOnEveryServer(@TempDir Path elsewhere) {
        channels.applyLineup(LineupFamily.DEMO, DemoLineup.channels());
        Instant later = now.plus(Duration.ofHours(20));
        try (Database other = Database.open(elsewhere)) {
            CollectionService collections = new CollectionService(other);
            ChannelService otherChannels = new ChannelService(other, collections, Set.of("default"));
            try (PlayoutService otherPlayouts = new PlayoutService(
                    other,
                    otherChannels,
                    collections,
                    new FakeLibrary(),
                    () -> later.minus(Duration.ofHours(1)),
                    PlayoutSettings.withHorizon(HORIZON))) {
                otherChannels.applyLineup(LineupFamily.DEMO, DemoLineup.channels());
                for (var channel : channels.channels()) {
                    Programme here = playouts.playoutFor(channel.number()).programmeAt(later);
                    Programme there = otherPlayouts.playoutFor(channel.number()).programmeAt(later);
                    assertThat(there.source()).isEqualTo(here.source()).isPresent();
                    assertThat(there.start()).isEqualTo(here.start());
                    assertThat(there.finish()).isEqualTo(here.finish());
                }
            }
        }
    }

    @Test
    void tinyFilesNeitherFillTheDatabaseNorStopTheChannel() {
        library.clip("clips/tiny.mp4", Duration.ofSeconds(1));
        create(new CollectionRule.Everything(), PlaybackOrder.CHRONOLOGICAL);
        for (int hour = 0; hour < 12; hour++) {
            advance(Duration.ofMinutes(30));
            assertThat(playout().programmeAt(now).source()).isPresent();
            assertThat(until(timeline(), item -> item.finish().isAfter(now))).hasSizeLessThan(31_000);
        }
    }

    @Test
    void unknownChannelsAreOffAir() {
        Programme programme = playouts.playoutFor(ChannelNumber.of(99)).programmeAt(now);
        assertThat(programme.source()).isEmpty();
        assertThat(programme.covers(now)).isTrue();
        assertThat(playouts.timeline(ChannelNumber.of(99))).isEmpty();
    }
}
