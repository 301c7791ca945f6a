package tv.exstream.server.channels;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChannelServiceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ChannelRequest NOTHING = request(Optional.empty(), Optional.empty());

    @TempDir
    Path data;

    private Database database;
    private CollectionService collections;
    private ChannelService channels;
    private final FakeLibrary library = new FakeLibrary();

    @BeforeEach
    void open() {
        database = Database.open(data);
        collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default", "small"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void restart() {
        close();
        open();
    }

    private static ChannelRequest request(Optional<ChannelNumber> number, Optional<String> name) {
        ChannelRequest.Builder request = ChannelRequest.builder();
        number.ifPresent(request::number);
        name.ifPresent(request::name);
        return request.build();
    }

    private static ChannelRequest everything(String name, int number) {
        return ChannelRequest.builder().number(ChannelNumber.of(number)).name(name).collection(new CollectionRule.Everything()).build();
    }

    private void scan() {
        channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(library.items(), 2));
    }

    private Map<String, String> numbers() {
        return channels.channels().stream()
                .collect(Collectors.toMap(
                        c -> c.number() + "", c -> c.name() + " " + c.guideId(), (a, b) -> a, TreeMap::new));
    }

    private void episodes(String show) {
        library.episode(show, 1, 1, HOUR);
        library.episode(show, 1, 2, HOUR);
    }

    @Test
    void makesChannelsFromALibrary() {
        episodes("Bravo");
        episodes("Alpha");
        library.episode("Single", 1, 1, HOUR);
        library.movie("Heat", 1995, List.of("Crime"), HOUR);
        library.movie("Fargo", 1996, List.of("crime", "Comedy"), HOUR);
        library.clip("trips/a.mp4", HOUR);
        library.clip("trips/b.mp4", HOUR);
        library.track("Song", HOUR);
        scan();
        assertThat(channels.channels().stream().map(c -> c.number() + " " + c.name() + " / " + c.group()))
                .containsExactly(
                        "1 Everything / Mixed",
                        "2 Alpha / Shows",
                        "3 Bravo / Shows",
                        "500 Movies of the 90s / Movies",
                        "600 Crime movies / Movies",
                        "700 Music / Music",
                        "800 trips / Clips");
        List<MediaItem> backwards = new ArrayList<>(library.items().reversed());
        assertThat(LineupBuilder.build(backwards, 2)).isEqualTo(LineupBuilder.build(library.items(), 2));
        assertThat(LineupBuilder.build(List.of(), 2)).isEmpty();
    }

    @Test
    void numbersStayWhateverTheLibraryDoes() {
        episodes("Bravo");
        episodes("Delta");
        scan();
        Map<String, String> first = numbers();
        List<MediaItem> full = library.items();
        episodes("Alpha");
        scan();
        assertThat(numbers()).containsAllEntriesOf(first).containsKey("4");
        assertThat(numbers().get("4")).startsWith("Alpha ");
        List<MediaItem> all = library.items();

        library.replaceAll(full.stream()
                .filter(item -> item.show().orElse("").equals("Delta"))
                .toList());
        scan();
        assertThat(numbers().keySet()).containsExactly("1", "3");
        // What is hidden keeps its number: a new show does not get it.
        episodes("Echo");
        scan();
        assertThat(numbers().get("5")).startsWith("Echo ");

        restart();
        library.replaceAll(all);
        scan();
        assertThat(numbers()).containsAllEntriesOf(first);
        assertThat(numbers().keySet()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void familiesDoNotHideEachOther() {
        episodes("Bravo");
        channels.applyLineup(LineupFamily.DEMO, DemoLineup.channels());
        scan();
        int both = channels.channels().size();
        assertThat(both).isEqualTo(DemoLineup.channels().size() + 2);
        channels.applyLineup(LineupFamily.DEMO, List.of());
        assertThat(channels.channels()).extracting(Channel::name).containsExactlyInAnyOrder("Everything", "Bravo");
        channels.applyLineup(LineupFamily.DEMO, DemoLineup.channels());
        assertThat(channels.channels()).hasSize(both);
    }

    @Test
    void renamesAndRenumbersButNeverChangesTheGuideId() {
        episodes("Bravo");
        scan();
        String guideId = channels.channel(ChannelNumber.of(2)).orElseThrow().guideId();
        channels.update(
                ChannelNumber.of(2), request(Optional.of(new ChannelNumber(7, 10)), Optional.of("Best of Bravo")));
        restart();
        scan();
        Channel moved = channels.channel(new ChannelNumber(7, 10)).orElseThrow();
        assertThat(moved.guideId()).isEqualTo(guideId);
        assertThat(moved.name()).isEqualTo("Best of Bravo");
        assertThat(channels.channel(ChannelNumber.of(2))).isEmpty();
    }

    @Test
    void aDeletedAutomaticChannelDoesNotComeBack() {
        episodes("Bravo");
        scan();
        channels.delete(ChannelNumber.of(2));
        restart();
        scan();
        assertThat(numbers().keySet()).containsExactly("1");
    }

    @Test
    void createsAndDeletesByHandAndLeavesNothingBehind() {
        Channel made = channels.create(everything("Mine", 42));
        assertThat(made.group()).isEqualTo("Custom");
        assertThat(made.profile()).isEqualTo("default");
        channels.update(
                made.number(),
                ChannelRequest.builder().group("Ours").profile("small").collection(new CollectionRule.Music()).order(PlaybackOrder.CHRONOLOGICAL).build());
        assertThat(collections.collections()).hasSize(1);
        ChannelProgramming programming = channels.programming(made.number()).orElseThrow();
        assertThat(programming.channel().group()).isEqualTo("Ours");
        assertThat(programming.channel().profile()).isEqualTo("small");
        assertThat(((ScheduleDefinition.Continuous) programming.definition()).order())
                .isEqualTo(PlaybackOrder.CHRONOLOGICAL);
        channels.delete(made.number());
        assertThat(channels.channels()).isEmpty();
        assertThat(collections.collections()).isEmpty();
        long schedules = database.reads()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM schedule")
                        .mapTo(Long.class)
                        .one());
        assertThat(schedules).isZero();
    }

    @Test
    void refusesWithAReasonAndChangesNothing() {
        channels.create(everything("Mine", 42));
        long revision = channels.revision();
        AtomicInteger told = new AtomicInteger();
        channels.onChange(told::incrementAndGet);
        assertRefused(ChannelException.Kind.NUMBER_TAKEN, "42", () -> channels.create(everything("Other", 42)));
        assertRefused(ChannelException.Kind.NOT_FOUND, "no channel 9", () -> channels.delete(ChannelNumber.of(9)));
        assertRefused(ChannelException.Kind.INVALID, "needs a name", () -> channels.create(NOTHING));
        assertRefused(
                ChannelException.Kind.INVALID,
                "blank",
                () -> channels.update(ChannelNumber.of(42), request(Optional.empty(), Optional.of(" "))));
        assertRefused(
                ChannelException.Kind.INVALID,
                "use one of default, small",
                () -> channels.update(
                        ChannelNumber.of(42),
                        ChannelRequest.builder().profile("huge").build()));
        assertThat(channels.revision()).isEqualTo(revision);
        assertThat(collections.collections()).hasSize(1);
        assertThat(told).hasValue(0);
        channels.update(ChannelNumber.of(42), request(Optional.empty(), Optional.of("Renamed")));
        assertThat(channels.revision()).isGreaterThan(revision);
        assertThat(told).hasValue(1);
    }

    private static void assertRefused(ChannelException.Kind kind, String reason, Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(reason);
    }
}
