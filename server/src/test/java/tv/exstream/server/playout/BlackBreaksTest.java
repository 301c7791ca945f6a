package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.BlackSpan;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class BlackBreaksTest {
    private static final Instant START = Instant.parse("2026-03-02T10:10:20.345Z");
    private static final Duration LENGTH = Duration.ofMinutes(45);

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private PlayoutFixture server;
    private long episodes;
    private long spots;
    private long spot;

    @BeforeEach
    void open() {
        for (int i = 1; i <= 3; i++) {
            library.episode("Show", 1, i, LENGTH);
        }
        spot = library.clip("spots/spot.mkv", Duration.ofMinutes(1));
        library.clip("other.mkv", LENGTH);
        server = new PlayoutFixture(data, library, START, Duration.ofHours(12));
        episodes = server.manual(List.of(1L, 2L, 3L));
        spots = server.collection("spots", new CollectionRule.Manual(List.of(spot)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ScheduleDefinition breakingAt(MidRoll.Points points) {
        MidRoll midRoll = new MidRoll(
                points,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(5)),
                Optional.of(Duration.ofMinutes(5)),
                Optional.empty());
        Filler filler = new Filler(
                FillerKind.MID_ROLL,
                List.of(Filler.Pool.of(Draw.of(spots, PlaybackOrder.CHRONOLOGICAL))),
                Optional.of(new FillerMode.Count(1)),
                false,
                Optional.of(midRoll));
        ClassicRule rule = new ClassicRule(
                Draw.of(episodes, PlaybackOrder.CHRONOLOGICAL),
                new RuleMode.Flood(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(filler),
                Optional.empty());
        return new ScheduleDefinition.Classic(List.of(rule), false, false, Optional.empty());
    }

    private static BlackSpan black(int minute, boolean silent) {
        Duration at = Duration.ofMinutes(minute);
        return new BlackSpan(at.minusMillis(500), at.plusMillis(500), 1, silent);
    }

    private void blacken() {
        BlackSpan scene = new BlackSpan(Duration.ofMinutes(22), Duration.ofMinutes(23), 0.3, false);
        List<BlackSpan> spans = List.of(black(1, true), black(15, true), scene, black(30, false), black(44, true));
        library.blacken(Map.of(1L, spans, 2L, spans, 3L, spans));
    }

    private List<ScheduledItem> spotsOf(Instant from) {
        return server.itemsFrom(from).stream()
                .filter(item -> item.content().equals(new Content.Media(spot)))
                .toList();
    }

    @Test
    void programmesBreakWhereTheirPictureIsBlack() {
        blacken();
        server.channel(breakingAt(new MidRoll.Points.Blacks(false)), 1);
        List<ScheduledItem> items = server.itemsFrom(START.plus(Duration.ofHours(2)));
        List<Duration> inPoints =
                items.stream().map(ScheduledItem::inPoint).distinct().sorted().toList();
        // a minute from the beginning and from the end is too near: the rule's minimums say so
        assertThat(inPoints).containsExactly(Duration.ZERO, Duration.ofMinutes(15), Duration.ofMinutes(30));
        assertThat(spotsOf(START)).isNotEmpty();
    }

    @Test
    void onlyWhereNothingIsHeardIfTheRuleSaysSo() {
        blacken();
        server.channel(breakingAt(new MidRoll.Points.Blacks(true)), 1);
        assertThat(server.itemsFrom(START).stream()
                        .map(ScheduledItem::inPoint)
                        .distinct()
                        .sorted())
                .containsExactly(Duration.ZERO, Duration.ofMinutes(15));
    }

    @Test
    void theFutureFollowsWhatIsFoundAndWhatIsOnAirStays() {
        server.channel(breakingAt(new MidRoll.Points.Blacks(false)), 1);
        assertThat(spotsOf(START)).isEmpty();
        PlayoutItem onAir = server.timeline().at(server.now).orElseThrow();
        blacken();
        server.playouts.tick();
        assertThat(server.timeline().at(server.now)).contains(onAir);
        assertThat(spotsOf(onAir.finish())).isNotEmpty();
    }

    @Test
    void whoDoesNotBreakThereIsNotDisturbed() {
        server.channel(breakingAt(new MidRoll.Points.Percent(List.of(50))), 1);
        List<PlayoutItem> before = server.timeline().items();
        long revision = server.playouts.revision();
        blacken();
        server.playouts.tick();
        assertThat(server.timeline().items()).isEqualTo(before);
        assertThat(server.playouts.revision()).isEqualTo(revision);
    }

    @Test
    void thoseFilesAreWantedFirstThatAreOnSoonest() {
        BlackDemand demand = new BlackDemand(server.playouts, server.channels, () -> server.now);
        server.channel(breakingAt(new MidRoll.Points.Percent(List.of(50))), 1);
        assertThat(demand.media()).isEmpty();
        long revision = demand.revision();
        server.playouts.apply(
                PlayoutFixture.ONE,
                PlayoutFixture.edit(breakingAt(new MidRoll.Points.Blacks(false)), OptionalLong.of(1)));
        assertThat(demand.revision()).isNotEqualTo(revision);
        // filler is not interrupted, and nobody draws from the rest
        assertThat(demand.media()).containsExactlyInAnyOrder(1L, 2L, 3L);
        Set<Long> first = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            server.advance(Duration.ofMinutes(46));
            List<Long> next = server.timeline().items().stream()
                    .filter(item -> item.finish().isAfter(server.now))
                    .map(item -> ((Content.Media) item.item().content()).mediaId())
                    .distinct()
                    .toList();
            assertThat(demand.media()).containsExactlyElementsOf(next);
            first.add(next.getFirst());
        }
        assertThat(first).containsExactlyInAnyOrder(1L, 2L, 3L);
    }
}
