package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.LineupEntry;
import tv.exstream.server.channels.LineupFamily;
import tv.exstream.server.channels.NumberRange;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.guide.GuideEntry;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Channels that show other channels, over a real database. */
@Timeout(120)
class RelayPlayoutTest {
    private static final ChannelNumber ONE = PlayoutFixture.ONE;
    private static final ChannelNumber TWO = ChannelNumber.of(2);
    private static final ChannelNumber THREE = ChannelNumber.of(3);
    private static final ChannelNumber FIFTY = ChannelNumber.of(50);
    private static final Instant START = Instant.parse("2026-03-02T10:10:20.345Z");

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private PlayoutFixture server;
    private long all;

    @BeforeEach
    void open() {
        for (int i = 1; i <= 9; i++) {
            library.episode("Show", 1, i, Duration.ofMinutes(20 + i));
        }
        server = new PlayoutFixture(data, library, START, Duration.ofDays(2));
        all = server.collection("all", new CollectionRule.Everything());
        server.channel(own(PlaybackOrder.SHUFFLE), 7);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ScheduleDefinition own(PlaybackOrder order) {
        return new ScheduleDefinition.Continuous(all, order);
    }

    private static ScheduleDefinition relay(String number, Duration offset) {
        return new ScheduleDefinition.Relay(ChannelRef.of(number), Optional.of(offset));
    }

    private Content contentAt(ChannelNumber number, Instant instant) {
        return server.timeline(number).at(instant).orElseThrow().item().content();
    }

    private void assertShifted(ChannelNumber mirror, ChannelNumber of, Duration offset, Instant from, Instant to) {
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(97)) {
            PlayoutItem shown = server.timeline(mirror).at(at).orElseThrow();
            PlayoutItem original = server.timeline(of).at(at.minus(offset)).orElseThrow();
            assertThat(shown.item().content()).isEqualTo(original.item().content());
            assertThat(Duration.between(shown.start(), at).plus(shown.item().inPoint()))
                    .isEqualTo(Duration.between(original.start(), at.minus(offset))
                            .plus(original.item().inPoint()));
            Programme programme = server.playouts.playoutFor(mirror).programmeAt(at);
            assertThat(programme.source()).isEqualTo(original.source()).isPresent();
            assertThat(programme.covers(at)).isTrue();
            GuideEntry entry = server.guide.at(mirror, at).orElseThrow();
            assertThat(entry.title())
                    .isEqualTo(
                            server.guide.at(of, at.minus(offset)).orElseThrow().title());
        }
    }

    @Test
    void aMirrorShowsWhatTheOtherShowedAnHourAgoInPictureAndGuide() {
        server.channel(TWO, relay("1", Duration.ofHours(1)));
        Instant begin = server.timeline(ONE).items().getFirst().start().plus(Duration.ofHours(1));
        assertShifted(TWO, ONE, Duration.ofHours(1), begin, START.plus(Duration.ofHours(49)));
        server.restart();
        assertShifted(TWO, ONE, Duration.ofHours(1), begin, START.plus(Duration.ofHours(49)));
        server.advance(Duration.ofHours(30));
        assertShifted(TWO, ONE, Duration.ofHours(1), begin, server.now.plus(Duration.ofHours(49)));
        assertThat(server.playouts.warnings(TWO)).isEmpty();
    }

    @Test
    void whatIsOnAirOnAMirrorThatIsAheadIsNotRewritten() {
        Duration ahead = Duration.ofHours(-2);
        server.channel(TWO, relay("1", ahead));
        server.channel(THREE, relay("2", Duration.ofHours(-1)));
        server.advance(Duration.ofMinutes(90));
        List<ScheduledItem> before = onAirAndBefore(THREE);
        PlayoutItem on = server.timeline(THREE).at(server.now).orElseThrow();
        PlayoutDiff diff = server.reschedule(ONE, own(PlaybackOrder.CHRONOLOGICAL));
        assertThat(diff.from()).isAfterOrEqualTo(server.now.plus(Duration.ofHours(3)));
        assertThat(onAirAndBefore(THREE)).isEqualTo(before);
        assertThat(server.timeline(THREE).at(server.now)).contains(on);
        assertShifted(THREE, ONE, Duration.ofHours(-3), START, server.now.plus(Duration.ofHours(40)));
        // A channel that nobody shows ahead changes at once.
        server.reschedule(TWO, own(PlaybackOrder.CHRONOLOGICAL));
        assertThat(server.reschedule(ONE, own(PlaybackOrder.SHUFFLE)).from())
                .isBefore(server.now.plus(Duration.ofHours(1)));
    }

    private List<ScheduledItem> onAirAndBefore(ChannelNumber number) {
        return server.timeline(number).items().stream()
                .map(PlayoutItem::item)
                .filter(item -> !item.start().isAfter(server.now))
                .toList();
    }

    @Test
    void theOthersHistoryIsKeptForAsLongAsItIsShown() {
        server.channel(TWO, relay("1", Duration.ofDays(1)));
        for (int day = 0; day < 6; day++) {
            server.advance(Duration.ofDays(1));
        }
        assertShifted(TWO, ONE, Duration.ofDays(1), server.now.minus(Duration.ofHours(71)), server.now);
        assertThat(server.timeline(ONE).items().getFirst().start())
                .isBefore(server.now.minus(Duration.ofHours(95)))
                .isAfter(server.now.minus(Duration.ofHours(98)));
    }

    @Test
    void theOtherPlansFurtherForWhoIsAhead() {
        server.channel(TWO, relay("1", Duration.ofDays(-1)));
        server.advance(Duration.ofMinutes(1));
        assertThat(server.timeline(TWO).finish().orElseThrow()).isAfter(server.now.plus(Duration.ofHours(46)));
    }

    @Test
    void anotherChannelIsShownOnceWhatIsOnIsOver() {
        server.channel(THREE, own(PlaybackOrder.CHRONOLOGICAL));
        server.channel(TWO, relay("1", Duration.ZERO));
        PlayoutItem on = server.timeline(ONE).at(server.now.plusSeconds(15)).orElseThrow();
        server.reschedule(TWO, relay("3", Duration.ZERO));
        assertThat(server.timeline(TWO).at(server.now.plusSeconds(15))).contains(on);
        assertShifted(TWO, THREE, Duration.ZERO, on.finish(), server.now.plus(Duration.ofHours(40)));
        server.restart();
        assertThat(server.timeline(TWO)
                        .at(on.finish().minusMillis(1))
                        .orElseThrow()
                        .item())
                .isEqualTo(on.item());
    }

    @Test
    void atNightAnotherChannelIsShownAndNoProgrammeIsCut() {
        server.channel(THREE, own(PlaybackOrder.CHRONOLOGICAL));
        List<ScheduledItem> beneath = server.itemsFrom(Instant.EPOCH);
        server.night(ONE, "22:00", "06:00", Optional.of("3"));
        Instant night = Instant.parse("2026-03-02T22:00:00Z");
        PlayoutItem last = server.timeline(ONE).at(night.minusMillis(1)).orElseThrow();
        assertThat(beneath).contains(last.item());
        assertThat(last.finish()).isAfter(night);
        Instant back = beneath.stream()
                .map(ScheduledItem::start)
                .filter(start -> !start.isBefore(Instant.parse("2026-03-03T06:00:00Z")))
                .findFirst()
                .orElseThrow();
        assertShifted(ONE, THREE, Duration.ZERO, last.finish(), back);
        assertThat(server.timeline(ONE).at(back).orElseThrow().item())
                .isEqualTo(beneath.stream()
                        .filter(item -> item.start().equals(back))
                        .findFirst()
                        .orElseThrow());
        // One entry of the guide is cut at most: the one that was on there already, and the last.
        assertThat(server.timeline(ONE).overlapping(last.finish(), back).stream()
                        .filter(item -> item.item().guideGroup() != item.start().toEpochMilli()))
                .isEmpty();
        server.restart();
        assertThat(contentAt(ONE, night.plus(Duration.ofHours(3))))
                .isEqualTo(contentAt(THREE, night.plus(Duration.ofHours(3))));
        server.night(ONE, "", "", Optional.empty());
        assertThat(server.itemsFrom(Instant.EPOCH)).isEqualTo(beneath);
    }

    @Test
    void aChannelOnDemandIsShownByNoOther() {
        ChannelRequest onDemand =
                ChannelRequest.builder().mode(ChannelMode.ON_DEMAND).build();
        server.channel(FIFTY, new ScheduleDefinition.Relay(ChannelRef.of(ONE.toString()), Optional.empty()));
        assertThatThrownBy(() -> server.channels.update(ONE, onDemand))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("on demand")
                .hasMessageContaining("channel 50 cannot show it");
        // The other way round it may be: whenever it is watched, it shows what the other does then.
        server.channels.update(FIFTY, onDemand);
        for (int visit = 0; visit < 5; visit++) {
            server.advance(Duration.ofHours(31));
            server.playouts.playoutFor(FIFTY).onAir(server.now);
            assertThat(contentAt(FIFTY, server.now)).isEqualTo(contentAt(ONE, server.now));
            server.advance(Duration.ofMinutes(50));
            assertThat(contentAt(FIFTY, server.now)).isEqualTo(contentAt(ONE, server.now));
            server.playouts.playoutFor(FIFTY).offAir(server.now);
        }
    }

    @Test
    void aChannelThatIsAwayIsOffAirWhereItIsShownUntilItReturns() {
        LineupEntry entry = new LineupEntry(
                "show:show",
                NumberRange.SHOWS,
                "Show",
                "Shows",
                new LineupEntry.Programming.FromCollection(
                        new CollectionRule.Show("Show"), PlaybackOrder.CHRONOLOGICAL));
        server.channels.applyLineup(LineupFamily.LIBRARY, List.of(entry));
        Channel made = server.channels.channels().stream()
                .filter(channel -> channel.name().equals("Show"))
                .findFirst()
                .orElseThrow();
        server.channel(FIFTY, new ScheduleDefinition.Relay(ChannelRef.of(made.id()), Optional.empty()));
        Content before = contentAt(FIFTY, server.now);
        server.channels.applyLineup(LineupFamily.LIBRARY, List.of());
        assertThat(server.playouts.playoutFor(FIFTY).programmeAt(server.now).source())
                .isEmpty();
        assertThat(server.playouts.warnings(FIFTY))
                .singleElement()
                .asString()
                .contains("not there now", made.number().toString());
        server.channels.applyLineup(LineupFamily.LIBRARY, List.of(entry));
        assertThat(contentAt(FIFTY, server.now)).isEqualTo(before);
        assertThat(server.playouts.warnings(FIFTY)).isEmpty();
    }

    @Test
    void circlesAndUnknownChannelsAreRefused() {
        server.channel(TWO, relay("1", Duration.ofHours(1)));
        server.channel(THREE, relay("2", Duration.ofHours(1)));
        assertThatThrownBy(() -> server.reschedule(ONE, relay("3", Duration.ofHours(-1))))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("1 shows 3 shows 2 shows 1");
        assertThatThrownBy(() -> server.reschedule(ONE, relay("1", Duration.ofHours(1))))
                .hasMessageContaining("1 shows 1");
        assertThatThrownBy(() -> server.night(ONE, "22:00", "06:00", Optional.of("3")))
                .hasMessageContaining("would show itself");
        assertThatThrownBy(() -> server.reschedule(ONE, relay("99", Duration.ZERO)))
                .hasMessageContaining("channel 99 is to be shown, but does not exist")
                .hasMessageContaining("2 (Channel 2)");
        assertThat(server.playouts.status(ONE).orElseThrow().programming().definition())
                .isEqualTo(own(PlaybackOrder.SHUFFLE));
        assertThat(contentAt(ONE, server.now)).isInstanceOf(Content.Media.class);
    }

    @Test
    void aChannelThatOthersShowStays() {
        server.channel(TWO, relay("1", Duration.ofHours(1)));
        server.channel(THREE, own(PlaybackOrder.CHRONOLOGICAL));
        server.night(THREE, "22:00", "06:00", Optional.of("1"));
        assertThatThrownBy(() -> server.channels.delete(ONE))
                .hasMessageContaining("channel 1 is shown by channels 2, 3");
        server.channels.delete(TWO);
        server.night(THREE, "", "", Optional.empty());
        server.channels.delete(ONE);
        assertThat(server.channels.channel(ONE)).isEmpty();
    }

    @Test
    void aStreamIsOneProgrammeToTheEngineAndAnEntryADayInTheGuide() {
        String address = "http://user:secret@127.0.0.1:9/live.ts?token=secret";
        server.channel(TWO, new ScheduleDefinition.Stream("Harbour", address));
        Playout playout = server.playouts.playoutFor(TWO);
        Programme on = playout.programmeAt(server.now);
        assertThat(on.source()).map(MediaSource::describe).contains("http://127.0.0.1:9/live.ts");
        assertThat(on.finish()).isEqualTo(server.timeline(TWO).finish().orElseThrow());
        assertThat(playout.programmeAt(server.now.plus(Duration.ofDays(1)))).isEqualTo(on);
        assertThat(server.guide.entries(TWO, server.now, server.now.plus(Duration.ofHours(30))))
                .extracting(GuideEntry::title)
                .containsExactly("Harbour", "Harbour");
        server.restart();
        assertThat(server.playouts.playoutFor(TWO).programmeAt(server.now)).isEqualTo(on);
        // It has no end of its own: what takes its place need not wait for midnight.
        server.reschedule(TWO, own(PlaybackOrder.CHRONOLOGICAL));
        assertThat(contentAt(TWO, server.now.plusSeconds(16))).isInstanceOf(Content.Media.class);
        assertThat(contentAt(TWO, server.now)).isInstanceOf(Content.Stream.class);
        assertThat(contentAt(TWO, server.now).toString()).doesNotContain("secret");
    }
}
