package tv.exstream.server.portable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.LineupBuilder;
import tv.exstream.server.channels.LineupFamily;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.portable.ImportReport.Change;
import tv.exstream.server.portable.ImportReport.Outcome;
import tv.exstream.server.portable.PortableImport.Options;
import tv.exstream.server.schedule.RandomDefinitions;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Grouping;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupTool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From one installation into another, over real databases. */
@Timeout(120)
class PortableImportTest {
    @TempDir
    Path folder;

    private final FakeLibrary library = new FakeLibrary();
    private Installation here;
    private Installation there;
    private int opened;

    @BeforeEach
    void open() {
        for (int episode = 1; episode <= 6; episode++) {
            library.episode("Alpha", 1, episode, Duration.ofMinutes(30));
            library.episode("Beta", 1, episode, Duration.ofMinutes(20));
        }
        library.movie("Heat", 1995, List.of("Crime"), Duration.ofHours(2));
        library.clip("spots/a.mp4", Duration.ofMinutes(2));
        library.clip("spots/b.mp4", Duration.ofMinutes(3));
        here = another(library);
        there = another(library);
    }

    private Installation another(FakeLibrary of) {
        return new Installation(folder.resolve("data" + opened++), of);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static Draw rotation(long... collections) {
        return new Draw(
                new ContentSource.Several(LongStream.of(collections).boxed().toList()),
                PlaybackOrder.RANDOM_ROTATION,
                Optional.of(new Grouping(Grouping.By.COLLECTION, false, true, 0)),
                Optional.empty());
    }

    /** Channels of many kinds, whose collections have keys with gaps between them. */
    private void furnish() {
        here.remove(here.collection("Gone", new CollectionRule.Music()));
        long alpha = here.collection("Alpha", new CollectionRule.Show("Alpha"));
        here.remove(here.collection("Gone", new CollectionRule.Music()));
        long chosen = here.collection("chosen by hand", new CollectionRule.Manual(List.of(13L, 2L, 7L)));
        long spots = here.collection("Spots", new CollectionRule.Folder(1, "/media/spots"));
        here.collection("Beta", new CollectionRule.Show("Beta"));
        long evening = here.schedule(
                "Evening",
                new ScheduleDefinition.Classic(
                        List.of(
                                ClassicRule.of(
                                        Draw.of(alpha, PlaybackOrder.CHRONOLOGICAL),
                                        new RuleMode.One(),
                                        Optional.empty()),
                                ClassicRule.of(rotation(alpha, chosen), new RuleMode.Multiple("2"), Optional.empty()),
                                ClassicRule.of(
                                        Draw.of(spots, PlaybackOrder.SHUFFLE), new RuleMode.One(), Optional.empty())),
                        true,
                        true,
                        Optional.empty()));
        long told = here.schedule("Told", new ScheduleDefinition.Sequential("""
                        content:
                          - collection: Beta
                            key: BETA
                            order: shuffle
                          - search: 'show_title:Alpha'
                            key: ALPHA
                            order: chronological
                        playout:
                          - count: 2
                            content: BETA
                          - count: 1
                            content: ALPHA
                          - repeat: true
                        """, Map.of()));
        channel(
                5,
                ChannelRequest.builder()
                        .name("Five")
                        .schedule(evening)
                        .group("Night")
                        .groups(List.of("More")));
        long byHand = here.schedule(
                "By hand",
                new ScheduleDefinition.Lineup(
                        new LineupBase.Entries(List.of(
                                new LineupEntry.Media(13),
                                new LineupEntry.Flex(Duration.ofMinutes(7)),
                                new LineupEntry.Media(1),
                                new LineupEntry.Media(2),
                                new LineupEntry.Redirect(ChannelRef.of("5"), Duration.ofMinutes(10)))),
                        List.of(new LineupTool.Shuffle()),
                        Optional.empty(),
                        List.of()));
        channel(6, ChannelRequest.builder().name("Six").schedule(byHand).categories(List.of("Films")));
        channel(7, ChannelRequest.builder().name("Seven").schedule(told).zone("Europe/Berlin"));
        channel(
                8,
                ChannelRequest.builder()
                        .name("Eight")
                        .collection(new CollectionRule.Everything())
                        .order(PlaybackOrder.SHUFFLE)
                        .profile("hd"));
        channel(9, ChannelRequest.builder().name("Nine").schedule(evening));
    }

    private void channel(int number, ChannelRequest.Builder request) {
        here.channels.create(request.number(ChannelNumber.of(number)).build());
    }

    @Test
    void programmesAreTheSameItemByItem() throws IOException {
        furnish();
        String document = here.yaml();
        ImportReport report = there.take(document, Options.DEFAULT);
        assertThat(report.remarks()).isEmpty();
        assertThat(report.changes()).extracting(Change::outcome).containsOnly(Outcome.CREATED);
        for (int number = 5; number <= 9; number++) {
            assertThat(here.airs(number)).as("channel " + number).hasSizeGreaterThan(20);
            assertThat(there.airs(number)).as("channel " + number).isEqualTo(here.airs(number));
        }
        assertThat(there.yaml()).isEqualTo(document);
    }

    @Test
    void whatIsThereAlreadyIsNoConflict() throws IOException {
        furnish();
        long revision = here.channels.revision();
        ImportReport again = here.take(here.yaml(), Options.DEFAULT);
        assertThat(again.changes()).extracting(Change::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(again.changes()).hasSize(4 + 3 + 5);
        assertThat(here.channels.revision()).isEqualTo(revision);
    }

    @Test
    void onlyTheChannelsWantedAndWhatTheyNeed() {
        furnish();
        PortableDocument one = here.export.of(List.of(ChannelNumber.of(7))).document();
        assertThat(one.channels()).extracting(PortableChannel::name).containsExactly("Seven");
        assertThat(one.schedules()).extracting(PortableSchedule::name).containsExactly("Told");
        assertThat(one.collections()).extracting(PortableCollection::name).containsExactly("Beta");
        assertThat(one.media()).isEmpty();
        assertThat(here.export.of(List.of(ChannelNumber.of(6))).document().media())
                .extracting(PortableMedia::describe)
                .containsExactlyInAnyOrder("Alpha S01E01 Episode 1", "Beta S01E01 Episode 1", "Heat (1995)");
        assertThatThrownBy(() -> here.export.of(List.of(ChannelNumber.of(77))))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("no channel 77");
    }

    /** Keys of channels mean nothing in a document. */
    private static ScheduleDefinition numbered(ScheduleDefinition definition) {
        return DefinitionKeys.apply(definition, new DefinitionKeys.Keys() {
            @Override
            public long collection(long key) {
                return key;
            }

            @Override
            public Optional<Long> media(long key) {
                return Optional.of(key);
            }

            @Override
            public ChannelRef channel(ChannelRef channel) {
                return ChannelRef.of("7.1");
            }
        });
    }

    @Test
    void randomDefinitionsComeThrough() throws IOException {
        for (long chance = 0; chance < 20; chance++) {
            PortableDocument document =
                    PortableFormatTest.around(numbered(new RandomDefinitions(new Random(chance)).any()));
            try (Installation one = another(library);
                    Installation other = another(library)) {
                one.into.apply(document, Options.DEFAULT);
                String exported = one.yaml();
                other.take(exported, Options.DEFAULT);
                assertThat(other.yaml()).isEqualTo(exported);
                assertThat(other.airs(5)).isEqualTo(one.airs(5));
            }
        }
    }

    /** Changes a collection, a schedule and a channel of the installation there. */
    private String document() throws IOException {
        furnish();
        there.take(here.yaml(), Options.DEFAULT);
        return here.yaml()
                .replace("    kind: show\n    show: Beta", "    kind: show\n    show: Alpha")
                .replace("search: 'show_title:Alpha'", "search: 'show_title:Beta'")
                .replace("name: Six", "name: Sixty");
    }

    @Test
    void aConflictFailsAndChangesNothing() throws IOException {
        String document = document() + """
                - number: 99
                  name: New
                  definition: {kind: continuous, collection: Alpha, order: shuffle}
                """;
        String before = there.yaml();
        assertThatThrownBy(() -> there.take(document, Options.DEFAULT))
                .isInstanceOf(ChannelException.class)
                .hasMessage("collection 'Beta', schedule 'Told', channel 6 Sixty are here already and not what the"
                        + " document has: nothing was imported; say what is to become of them (skip, replace or"
                        + " renumber)");
        assertThat(there.yaml()).isEqualTo(before);
    }

    @Test
    void whatIsThereStays() throws IOException {
        String document = document();
        String before = there.yaml();
        ImportReport report = there.take(document, Options.DEFAULT.on(OnConflict.SKIP));
        assertThat(report.changes())
                .filteredOn(change -> change.outcome() == Outcome.SKIPPED)
                .extracting(Change::name)
                .containsExactly("Beta", "Told", "6 Sixty");
        assertThat(there.yaml()).isEqualTo(before);
    }

    @Test
    void whatIsThereIsReplaced() throws IOException {
        String document = document();
        String guideId =
                there.channels.channel(ChannelNumber.of(6)).orElseThrow().guideId();
        ImportReport tried = there.take(document, new Options(true, OnConflict.REPLACE, List.of(), false));
        assertThat(there.channels.channel(ChannelNumber.of(6)).orElseThrow().name())
                .isEqualTo("Six");
        ImportReport report = there.take(document, Options.DEFAULT.on(OnConflict.REPLACE));
        assertThat(report.changes()).isEqualTo(tried.changes());
        assertThat(report.changes())
                .filteredOn(change -> change.outcome() == Outcome.REPLACED)
                .extracting(Change::name)
                .containsExactly("Beta", "Told", "6 Sixty");
        assertThat(there.yaml()).isEqualTo(document);
        assertThat(there.channels.channel(ChannelNumber.of(6)).orElseThrow().guideId())
                .isEqualTo(guideId);
    }

    @Test
    void whatIsThereGetsACompanion() throws IOException {
        String document = document().replace("name: Five", "name: Fifth");
        ImportReport report = there.take(document, Options.DEFAULT.on(OnConflict.RENUMBER));
        assertThat(report.changes())
                .filteredOn(change -> change.became().isPresent())
                .extracting(change -> change.name() + " " + change.became().orElseThrow())
                .containsExactly("Beta Beta (2)", "Told Told (2)", "5 Fifth 10", "6 Sixty 11");
        assertThat(there.channels.channels()).hasSize(7);
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("guide id") && remark.contains("channel 5"));
    }

    @Test
    void redirectsFollowRenumberedChannels() throws IOException {
        there.channels.create(ChannelRequest.builder()
                .number(ChannelNumber.of(5))
                .name("Other")
                .collection(new CollectionRule.Music())
                .build());
        furnish();
        there.take(here.yaml(), Options.DEFAULT.on(OnConflict.RENUMBER));
        assertThat(there.yaml()).contains("- redirect: \"10\"").doesNotContain("redirect: \"5\"");
    }

    @Test
    void mediaAreFoundByMappedPathsAndByWhatTheyAre() throws IOException {
        String document = """
                exstreamtv: 1
                collections:
                  - name: Found
                    rule:
                      kind: manual
                      media: ['D:\\Media\\spots\\a.mp4', /old/x.mkv, /old/h.mkv, Cheers, /old/y.mkv]
                media:
                  - {path: /old/x.mkv, show: ALPHA, season: 1, episode: 3}
                  - {path: /old/h.mkv, title: "Heat!", year: 1995, duration: PT1H58M}
                  - {path: /old/y.mkv, title: "Heat", year: 1995, duration: PT20M}
                  - {name: Cheers, show: Beta, season: 1, episode: 2}
                """;
        ImportReport report = there.take(
                document, new Options(false, OnConflict.FAIL, List.of(PathMapping.parse("D:\\Media=/media")), false));
        MediaCollection found = there.collections.collections().iterator().next();
        assertThat(found.rule()).isEqualTo(new CollectionRule.Manual(List.of(14L, 5L, 13L, 4L)));
        assertThat(report.remarks())
                .singleElement()
                .asString()
                .startsWith("collection 'Found': Heat (1995) (/old/y.mkv) is not in the library: it is left out;");
    }

    @Test
    void whatLosesAllItsMediaStaysValid() throws IOException {
        ImportReport report = there.take("""
                exstreamtv: 1
                collections:
                  - {name: Lost, rule: {kind: manual, media: [/nowhere/a.mkv]}}
                channels:
                  - number: 5
                    name: Five
                    logo: logos/none.png
                    profile: uhd
                    definition: {kind: lineup, base: {entries: [{media: /nowhere/b.mkv}]}}
                  - {number: 6, name: Six, definition: {kind: continuous, collection: Lost, order: shuffle}}
                """, Options.DEFAULT);
        assertThat(report.remarks()).hasSize(4).allMatch(remark -> remark.contains(": ") && remark.length() < 250);
        assertThat(there.channels.channels()).hasSize(2);
        assertThat(there.airs(5)).isNotEmpty();
        assertThat(there.yaml()).contains("flex: PT30M");
    }

    @Test
    void guideIdsAreCarriedUnlessTheyAreTaken() throws IOException {
        furnish();
        String guideId =
                here.channels.channel(ChannelNumber.of(5)).orElseThrow().guideId();
        there.take(here.yaml(), Options.DEFAULT);
        assertThat(there.channels.channel(ChannelNumber.of(5)).orElseThrow().guideId())
                .isEqualTo(guideId);
        try (Installation third = another(library)) {
            third.take(
                    here.yaml().replaceAll("guideId: C\\d+", "guideId: C6"),
                    new Options(false, OnConflict.FAIL, List.of(), true));
            assertThat(third.channels.channels())
                    .extracting(channel -> channel.guideId())
                    .doesNotHaveDuplicates();
        }
        // The next one made by hand must not get an id that was carried here.
        try (Installation fourth = another(library)) {
            fourth.take("""
                    exstreamtv: 1
                    collections: [{name: A, rule: {kind: everything}}]
                    channels:
                      - {number: 5, name: Five, guideId: %s, definition: {kind: continuous, collection: A, order: shuffle}}
                    """.formatted(guideId.replaceFirst("C\\d+", "C2")), Options.DEFAULT);
            fourth.channels.create(ChannelRequest.builder()
                    .name("Next")
                    .collection(new CollectionRule.Music())
                    .build());
            assertThat(fourth.channels.channels())
                    .extracting(channel -> channel.guideId())
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void renderedChannelsComeWithTheirSeed() throws IOException {
        there.take(
                PortableFormat.yaml(
                        new PortableDocument(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(PortableChannel.of(
                                        ChannelNumber.of(3),
                                        "Bars",
                                        new PortableProgramming.Own(
                                                new ScheduleDefinition.Rendered(
                                                        List.of(new ScheduleDefinition.RenderedShow("A", "b", "c"))),
                                                OptionalLong.of(1))))),
                        List.of()),
                Options.DEFAULT);
        ChannelProgramming bars = there.channels.programming().getFirst();
        assertThat(bars.seed()).isEqualTo(1);
        assertThat(bars.definition()).isInstanceOf(ScheduleDefinition.Rendered.class);
    }

    @Test
    void whatASequentialScheduleCallsByNameComesAlong() throws IOException {
        here.channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(library.items(), 3));
        long told = here.schedule("Told", new ScheduleDefinition.Sequential("""
                        content:
                          - {collection: Beta, key: B, order: chronological}
                        playout:
                          - {count: 1, content: B}
                          - repeat: true
                        """, Map.of()));
        channel(900, ChannelRequest.builder().name("By name").schedule(told));
        PortableDocument one = here.export.of(List.of(ChannelNumber.of(900))).document();
        assertThat(one.collections()).extracting(PortableCollection::name).containsExactly("Beta");
        there.into.apply(one, Options.DEFAULT);
        assertThat(there.airs(900)).isEqualTo(here.airs(900)).hasSizeGreaterThan(20);
    }

    @Test
    void channelsThatShowOthersAndStreamsComeAlong() throws IOException {
        ImportReport report = there.take("""
                exstreamtv: 1
                collections: [{name: A, rule: {kind: everything}}]
                channels:
                  - {number: 5, name: Later, definition: {kind: relay, channel: "7", offset: PT1H}}
                  - {number: 8, name: Nobody, definition: {kind: relay, channel: "77"}}
                  - {number: 6, name: Live, definition: {kind: stream, title: News, url: "https://example.org/a.ts"}}
                  - number: 7
                    name: By day
                    night: {from: "23:00", to: "06:00", channel: 6}
                    definition: {kind: continuous, collection: A, order: shuffle}
                """, Options.DEFAULT);
        assertThat(there.channels.channels())
                .extracting(channel -> channel.name())
                .containsExactly("Later", "Live", "By day", "Nobody");
        assertThat(report.remarks()).singleElement().asString().contains("channel 8: channel 77 is shown");
        assertThat(there.channels.relays().showing(id(7))).containsExactly(ChannelNumber.of(5));
        assertThat(there.channels.relays().showing(id(6))).containsExactly(ChannelNumber.of(7));
    }

    private long id(int number) {
        return there.channels.channel(ChannelNumber.of(number)).orElseThrow().id();
    }

    @Test
    void whatChannelsCannotShowIsRefusedByADryRun() {
        String circle = """
                exstreamtv: 1
                channels:
                  - {number: 5, name: Five, definition: {kind: relay, channel: "6"}}
                  - {number: 6, name: Six, definition: {kind: relay, channel: "5"}}
                """;
        String onDemand = """
                exstreamtv: 1
                collections: [{name: A, rule: {kind: everything}}]
                channels:
                  - {number: 5, name: Five, definition: {kind: relay, channel: "6"}}
                  - number: 6
                    name: Six
                    mode: on_demand
                    definition: {kind: continuous, collection: A, order: shuffle}
                """;
        for (Options options : List.of(new Options(true, OnConflict.FAIL, List.of(), false), Options.DEFAULT)) {
            assertThatThrownBy(() -> there.take(circle, options)).hasMessageContaining("would show itself");
            assertThatThrownBy(() -> there.take(onDemand, options)).hasMessageContaining("is on demand");
        }
        assertThat(there.channels.everything()).isEmpty();
    }

    @Test
    void addressesWithoutTheirSecretsAreRefused() {
        assertThatThrownBy(() -> there.take("""
                        exstreamtv: 1
                        channels:
                          - {number: 5, name: Live, definition: {kind: stream, title: A, url: "http://***@host/a?***"}}
                        """, Options.DEFAULT)).hasMessageContaining("give the whole address");
    }

    @Test
    void keysOfChannelsAreRefused() {
        assertThatThrownBy(() -> there.take("""
                        exstreamtv: 1
                        channels:
                          - {number: 5, name: Later, definition: {kind: relay, channel: 7}}
                        """, Options.DEFAULT))
                .hasMessageContaining("name the channel by its number, in quotes");
    }

    @Test
    void channelsOfTheLibraryAreKnownByWhatTheyWereMadeFrom() throws IOException {
        here.channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(library.items(), 3));
        there.channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(library.items(), 3));
        String document = here.yaml();
        assertThat(document).contains("origin: ").contains("kept: false");
        assertThat(there.take(document, Options.DEFAULT).changes())
                .extracting(Change::outcome)
                .containsOnly(Outcome.UNCHANGED);
        // Where the library made it under another number it is not made twice.
        ChannelNumber two = ChannelNumber.of(2);
        there.channels.update(
                two, ChannelRequest.builder().number(ChannelNumber.of(20)).build());
        ImportReport report = there.take(document, Options.DEFAULT);
        assertThat(report.remarks()).singleElement().asString().endsWith("made it already, as channel 20");
        assertThat(there.channels.channel(two)).isEmpty();
        // In an empty installation it is made, and the library knows it for its own.
        try (Installation third = another(library)) {
            third.take(document, Options.DEFAULT);
            third.channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(library.items(), 3));
            assertThat(third.yaml()).isEqualTo(document);
        }
    }

    @Test
    @Timeout(60)
    void aHundredChannelsWithLongLineups() throws IOException {
        StringBuilder document = new StringBuilder("exstreamtv: 1\nchannels:\n");
        IntStream.rangeClosed(1, 100).forEach(number -> {
            document.append("- number: ").append(number).append("\n  name: N").append(number);
            document.append("\n  definition:\n    kind: lineup\n    base:\n      entries:\n");
            for (int entry = 0; entry < 500; entry++) {
                document.append("      - media: ")
                        .append(library.item(1 + (entry + number) % 13)
                                .orElseThrow()
                                .path())
                        .append('\n');
            }
        });
        long began = System.nanoTime();
        ImportReport report = there.take(document.toString(), Options.DEFAULT);
        assertThat(report.changes()).hasSize(100);
        String exported = there.yaml();
        assertThat(exported.lines().count()).isGreaterThan(50_000);
        assertThat(there.take(exported, Options.DEFAULT).changes())
                .extracting(Change::outcome)
                .containsOnly(Outcome.UNCHANGED);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(50));
    }
}
