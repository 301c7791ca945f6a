package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.SoundChoice;
import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.library.EmbeddedMetadata;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class PlayoutEditTest {
    private static final Instant START = Instant.parse("2026-03-02T10:10:20.345Z");
    private static final Overrides GERMAN = new Overrides(
            Optional.of("deu"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of()),
            Optional.empty(),
            Optional.empty());

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private PlayoutFixture server;
    private long everything;

    @BeforeEach
    void open() {
        for (int i = 1; i <= 9; i++) {
            library.episode("Show", 1, i, Duration.ofMinutes(20 + i));
        }
        server = new PlayoutFixture(data, library, START, Duration.ofDays(2));
        everything = server.collection("all", new CollectionRule.Everything());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ScheduleDefinition continuous(PlaybackOrder order) {
        return new ScheduleDefinition.Continuous(everything, order);
    }

    private static ScheduleDefinition classic(ClassicRule... rules) {
        return new ScheduleDefinition.Classic(List.of(rules), false, false, Optional.empty());
    }

    private PlayoutDiff apply(PlayoutEdit edit) {
        return server.playouts.apply(PlayoutFixture.ONE, edit);
    }

    private static PlayoutEdit edit(ScheduleDefinition definition, Optional<Instant> from) {
        return new PlayoutEdit(Optional.of(definition), OptionalLong.empty(), from, false);
    }

    private static List<Long> media(List<ScheduledItem> items) {
        return items.stream()
                .map(item -> item.content() instanceof Content.Media media ? media.mediaId() : -1L)
                .toList();
    }

    @Test
    void aPreviewSaysWhatAnEditWouldDoAndChangesNothing() {
        server.channel(continuous(PlaybackOrder.CHRONOLOGICAL), 1);
        List<PlayoutItem> before = server.timeline().items();
        PlayoutEdit edit = edit(continuous(PlaybackOrder.SHUFFLE), Optional.empty());

        PlayoutDiff preview = server.playouts.preview(PlayoutFixture.ONE, edit);

        assertThat(server.timeline().items()).isEqualTo(before);
        server.restart();
        assertThat(server.timeline().items()).isEqualTo(before);
        assertThat(preview.added()).isNotEmpty();
        assertThat(preview.from()).isEqualTo(before.get(1).start());
        Set<ScheduledItem> old = new HashSet<>(server.itemsFrom(preview.from()));
        assertThat(apply(edit)).isEqualTo(preview);
        Set<ScheduledItem> now = new HashSet<>(server.itemsFrom(preview.from()));
        assertThat(now)
                .containsAll(preview.added())
                .containsAll(preview.kept())
                .doesNotContainAnyElementsOf(preview.removed());
        assertThat(now).hasSize(preview.added().size() + preview.kept().size());
        assertThat(old).hasSize(preview.removed().size() + preview.kept().size());
        assertThat(server.status().programming().definition()).isEqualTo(continuous(PlaybackOrder.SHUFFLE));
        List<PlayoutItem> applied = server.timeline().items();
        server.restart();
        assertThat(server.timeline().items()).isEqualTo(applied);
    }

    @Test
    void anEditCountsFromTheChosenMomentOnAlsoWhenTheLibraryChangesMeanwhile() {
        server.channel(continuous(PlaybackOrder.CHRONOLOGICAL), 1);
        Instant from = START.plus(Duration.ofHours(20));
        List<PlayoutItem> until = server.timeline().items().stream()
                .filter(item -> item.start().isBefore(from))
                .toList();

        apply(edit(continuous(PlaybackOrder.SHUFFLE), Optional.of(from)));

        assertThat(server.status().heldUntil()).contains(from);
        library.clip("clips/new.mp4", Duration.ofMinutes(3));
        server.advance(Duration.ofMinutes(5));
        server.restart();
        assertThat(server.timeline().items()).startsWith(until.toArray(PlayoutItem[]::new));
        assertThat(media(server.itemsFrom(from))).contains(10L);
        assertThat(media(until.stream().map(PlayoutItem::item).toList())).doesNotContain(10L);

        // What has lost its file is planned again whatever was chosen.
        int place = until.get(7).item().content().equals(until.get(0).item().content()) ? 8 : 7;
        PlayoutItem gone = until.get(place);
        library.remove(media(List.of(gone.item())).getFirst());
        server.advance(Duration.ofMinutes(1));
        assertThat(server.timeline().items())
                .startsWith(until.subList(0, place).toArray(PlayoutItem[]::new))
                .doesNotContain(gone);

        // Another definition, set elsewhere, counts at once.
        apply(edit(continuous(PlaybackOrder.CHRONOLOGICAL), Optional.of(from)));
        assertThat(server.status().heldUntil()).contains(from);
        server.order(PlaybackOrder.RANDOM);
        assertThat(server.status().heldUntil()).isEmpty();
    }

    @Test
    void aResetForgetsAndIsNotUndoneByTheNextChange() {
        server.channel(continuous(PlaybackOrder.CHRONOLOGICAL), 1);
        server.advance(Duration.ofHours(2));
        ScheduledItem onAir = server.timeline().at(server.now).orElseThrow().item();
        long refreshed = media(apply(PlayoutEdit.REFRESH).kept()).getFirst();
        assertThat(refreshed).isEqualTo(((Content.Media) onAir.content()).mediaId() + 1);

        apply(PlayoutEdit.reset(OptionalLong.empty()));

        assertThat(media(server.itemsFrom(onAir.finish()))).startsWith(1L, 2L, 3L);
        assertThat(server.timeline().at(server.now).orElseThrow().item()).isEqualTo(onAir);
        library.clip("clips/new.mp4", Duration.ofMinutes(3));
        server.advance(Duration.ofSeconds(1));
        assertThat(media(server.itemsFrom(onAir.finish()))).startsWith(10L, 1L, 2L);
    }

    @Test
    void aSeedIsSetShownAndGivesTheSameEverywhere(@TempDir Path elsewhere) {
        server.channel(continuous(PlaybackOrder.SHUFFLE), 1);
        List<Long> first = media(server.itemsFrom(server.now)).subList(0, 40);
        apply(PlayoutEdit.reset(OptionalLong.of(2)));
        List<Long> second = media(server.itemsFrom(server.now)).subList(0, 40);
        assertThat(second).isNotEqualTo(first);
        assertThat(server.status().programming().seed()).isEqualTo(2);
        apply(PlayoutEdit.reset(OptionalLong.of(1)));
        server.restart();
        assertThat(server.status().programming().seed()).isEqualTo(1);
        assertThat(media(server.itemsFrom(server.now)).subList(0, 40)).isEqualTo(first);
        try (PlayoutFixture other = new PlayoutFixture(elsewhere, library, START, Duration.ofDays(2))) {
            long all = other.collection("all", new CollectionRule.Everything());
            other.channel(new ScheduleDefinition.Continuous(all, PlaybackOrder.SHUFFLE), 2);
            assertThat(media(other.itemsFrom(other.now)).subList(0, 40)).isEqualTo(second);
        }
    }

    @Test
    void groupsAndOverridesOutliveTheServer() {
        long spots = server.manual(List.of(
                library.clip("spots/a.mp4", Duration.ofSeconds(30)),
                library.clip("spots/b.mp4", Duration.ofSeconds(45))));
        long shows = server.manual(List.of(1L, 2L, 3L, 4L, 5L));
        library.embed(
                1,
                new EmbeddedMetadata(
                        List.of(
                                new EmbeddedMetadata.Chapter(Optional.empty(), Duration.ZERO, Duration.ofMinutes(6)),
                                new EmbeddedMetadata.Chapter(
                                        Optional.empty(), Duration.ofMinutes(6), Duration.ofMinutes(21))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        Filler breaks = new Filler(
                FillerKind.MID_ROLL,
                List.of(Filler.Pool.of(Draw.of(spots, PlaybackOrder.CHRONOLOGICAL))),
                Optional.of(new FillerMode.Count(2)),
                false,
                Optional.empty());
        server.channel(
                classic(new ClassicRule(
                        Draw.of(shows, PlaybackOrder.CHRONOLOGICAL),
                        new RuleMode.Flood(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Matinee"),
                        List.of(breaks),
                        Optional.of(GERMAN))),
                7);
        List<PlayoutItem> before = server.timeline().items();
        // The first programme is interrupted where its file says that a chapter ends.
        ScheduledItem opening = server.itemsFrom(server.now).stream()
                .filter(item -> item.content().equals(new Content.Media(1))
                        && item.inPoint().isZero())
                .findFirst()
                .orElseThrow();
        assertThat(opening.outPoint()).isEqualTo(Duration.ofMinutes(6));
        assertThat(opening.overrides()).isEqualTo(GERMAN);
        ScheduledItem spot =
                server.timeline().at(opening.finish()).orElseThrow().item();
        assertThat(spot.fillerKind()).contains(FillerKind.MID_ROLL);
        assertThat(spot.guideGroup()).isEqualTo(opening.guideGroup());
        assertThat(spot.overrides()).isEqualTo(Overrides.NONE);

        // What the engine can do of it, it is told.
        assertThat(server.playouts
                        .playoutFor(PlayoutFixture.ONE)
                        .programmeAt(opening.start())
                        .sound())
                .isEqualTo(new SoundChoice(Optional.of("deu"), Optional.empty()));

        server.restart();
        assertThat(server.timeline().items()).isEqualTo(before);
    }

    private void scramble(String column) {
        server.database
                .writes()
                .useHandle(handle -> handle.execute("UPDATE playout_item SET " + column + " = 'scrambled'"));
    }

    @Test
    void aStateThatCannotBeReadIsForgotten() {
        server.channel(continuous(PlaybackOrder.CHRONOLOGICAL), 1);
        List<PlayoutItem> before = server.timeline().items();
        scramble("state_after");
        server.restart();
        server.advance(Duration.ofHours(5));
        Instant end = before.getLast().finish();
        assertThat(server.timeline().items()).startsWith(before.toArray(PlayoutItem[]::new));
        assertThat(media(server.itemsFrom(end))).startsWith(1L, 2L, 3L);
    }

    @Test
    void theTroubleOfOneChannelIsNoOthers() {
        server.channel(continuous(PlaybackOrder.SHUFFLE), 1);
        scramble("overrides");
        ChannelNumber two = ChannelNumber.of(2);
        server.restart();
        server.channels.create(ChannelRequest.builder().number(two).name("Two").collection(new CollectionRule.Everything()).build());
        assertThat(server.playouts.timeline(two).orElseThrow().at(server.now)).isPresent();
        assertThat(server.timeline().items()).isEmpty();
    }

    @Test
    void aScheduleGoesByTheWallClockOfItsChannel() {
        long shows = server.manual(List.of(1L, 2L));
        ClassicRule fixed = ClassicRule.of(
                Draw.of(shows, PlaybackOrder.CHRONOLOGICAL),
                new RuleMode.One(),
                Optional.of(new ClassicRule.FixedStart(LocalTime.of(20, 15), false)));
        server.channel(classic(fixed), 1);
        assertThat(server.timeline()
                        .at(Instant.parse("2026-03-03T20:15:00Z"))
                        .orElseThrow()
                        .start())
                .isEqualTo("2026-03-03T20:15:00Z");
        assertThat(server.status().zone().getId()).isEqualTo("Z");

        server.zone("Europe/Berlin");
        assertThat(server.timeline()
                        .at(Instant.parse("2026-03-03T19:15:00Z"))
                        .orElseThrow()
                        .start())
                .isEqualTo("2026-03-03T19:15:00Z");
        assertThat(server.status().zone().getId()).isEqualTo("Europe/Berlin");
        server.restart();
        assertThat(server.status().zone().getId()).isEqualTo("Europe/Berlin");

        assertThatThrownBy(() -> server.zone("Europe/Atlantis"))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("Europe/Atlantis")
                .hasMessageContaining("Europe/Berlin");
        server.zone("");
        assertThat(server.status().zone().getId()).isEqualTo("Z");
    }

    @Test
    void continuesFurtherThanTheHorizonWhenAsked() {
        server.channel(continuous(PlaybackOrder.SHUFFLE), 1);
        List<ScheduledItem> before = server.itemsFrom(START);
        Instant until = START.plus(Duration.ofDays(10));
        assertThat(server.playouts.extend(PlayoutFixture.ONE, until).until().orElseThrow())
                .isAfterOrEqualTo(until);
        assertThat(server.itemsFrom(START)).startsWith(before.toArray(ScheduledItem[]::new));
        server.advance(Duration.ofMinutes(1));
        assertThat(server.status().until().orElseThrow()).isAfterOrEqualTo(until);
        assertThatThrownBy(() -> server.playouts.extend(PlayoutFixture.ONE, START.plus(Duration.ofDays(400))))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("days ahead");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        server.channel(continuous(PlaybackOrder.SHUFFLE), 1);
        List<PlayoutItem> before = server.timeline().items();
        assertThatThrownBy(() ->
                        apply(edit(new ScheduleDefinition.Continuous(99, PlaybackOrder.SHUFFLE), Optional.empty())))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("collection 99")
                .hasMessageContaining("(all)");
        assertThatThrownBy(() ->
                        apply(edit(continuous(PlaybackOrder.RANDOM), Optional.of(START.plus(Duration.ofDays(30))))))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("planned until");
        assertThatThrownBy(() -> server.playouts.apply(ChannelNumber.of(99), PlayoutEdit.REFRESH))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("no channel 99");
        assertThat(server.timeline().items()).isEqualTo(before);
        assertThat(server.status().programming().definition()).isEqualTo(continuous(PlaybackOrder.SHUFFLE));
    }

    @Test
    void aScheduleThatCanProduceNothingIsOffAirWithAWarningThatOutlivesTheServer() {
        long gone = library.clip("clips/gone.mp4", Duration.ofMinutes(5));
        long chosen = server.manual(List.of(gone));
        library.remove(gone);
        server.channel(new ScheduleDefinition.Continuous(chosen, PlaybackOrder.SHUFFLE), 1);
        assertThat(server.itemsFrom(server.now))
                .isNotEmpty()
                .allMatch(item -> item.content() instanceof Content.Offline);
        assertThat(server.status().warnings())
                .anyMatch(text -> text.contains("collection " + chosen))
                .anyMatch(text -> text.contains("nothing to air"));
        List<String> warnings = server.status().warnings();
        server.restart();
        assertThat(server.status().warnings()).isEqualTo(warnings);
        server.advance(Duration.ofHours(3));
        assertThat(server.timeline().at(server.now).orElseThrow().offline()).isTrue();
        apply(edit(continuous(PlaybackOrder.SHUFFLE), Optional.empty()));
        assertThat(server.status().warnings()).isEmpty();
        assertThat(server.playouts
                        .playoutFor(PlayoutFixture.ONE)
                        .programmeAt(server.now.plusSeconds(120))
                        .source())
                .isPresent();
    }

    @Test
    void aChosenItemThatIsMissingIsToldAndPassedOver() {
        long gone = library.clip("clips/gone.mp4", Duration.ofMinutes(5));
        long chosen = server.manual(List.of(1L, gone, 2L));
        library.remove(gone);
        server.channel(new ScheduleDefinition.Continuous(chosen, PlaybackOrder.CHRONOLOGICAL), 1);
        assertThat(media(server.itemsFrom(server.now))).doesNotContain(gone).contains(1L, 2L);
        assertThat(server.status().warnings()).singleElement().asString().contains("1 of 3 items");
    }
}
