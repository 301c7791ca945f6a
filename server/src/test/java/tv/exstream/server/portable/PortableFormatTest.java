package tv.exstream.server.portable;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.SlateChoice;
import tv.exstream.server.channels.SlateChoices;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.http.Problems;
import tv.exstream.server.schedule.RandomDefinitions;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PortableFormatTest {
    /** Keys that no other number of a definition could be taken for. */
    private static final long FAR = 7_100_000_000L;

    /** A document around one definition, with all that it refers to; its keys are far from all other numbers. */
    static PortableDocument around(ScheduleDefinition definition) {
        ScheduleDefinition far = DefinitionKeys.apply(definition, new DefinitionKeys.Keys() {
            @Override
            public long collection(long key) {
                return key + FAR;
            }

            @Override
            public Optional<Long> media(long key) {
                return Optional.of(key + FAR);
            }

            @Override
            public ChannelRef channel(ChannelRef channel) {
                return channel;
            }
        });
        return new PortableDocument(
                far.sources().stream()
                        .map(key -> new PortableCollection(
                                key, "Collection " + (key - FAR), true, new CollectionRule.Everything()))
                        .toList(),
                far.media().stream()
                        .map(key -> PortableMedia.at(key, "/media/" + (key - FAR) + ".mkv"))
                        .toList(),
                List.of(new PortableSchedule("It", far, OptionalLong.of(-1))),
                List.of(PortableChannel.of(ChannelNumber.of(5), "Five", new PortableProgramming.Shared("It"))));
    }

    private static void keepsItself(ScheduleDefinition definition) throws JsonProcessingException {
        PortableDocument document = around(definition);
        String text = PortableFormat.yaml(document, List.of());
        assertThat(text.lines()
                        .filter(line -> !line.strip().startsWith("key: "))
                        .collect(Collectors.joining("\n")))
                .as("every key became a name")
                .doesNotContain(Long.toString(FAR).substring(0, 5));
        PortableDocument read = PortableFormat.read(text, true);
        assertThat(PortableFormat.yaml(read, List.of())).isEqualTo(text);
        assertThat(back(read)).isEqualTo(definition);
        PortableDocument json = PortableFormat.read(PortableFormat.json(document), false);
        assertThat(json).isEqualTo(read);
    }

    /** The definition with the keys it began with. */
    private static ScheduleDefinition back(PortableDocument document) {
        return DefinitionKeys.apply(document.schedules().getFirst().definition(), new DefinitionKeys.Keys() {
            @Override
            public long collection(long key) {
                return key - FAR;
            }

            @Override
            public Optional<Long> media(long key) {
                PortableMedia one = document.media().stream()
                        .filter(m -> m.key() == key)
                        .findFirst()
                        .orElseThrow();
                return Optional.of(Long.parseLong(one.path().orElseThrow().replaceAll("\\D", "")));
            }

            @Override
            public ChannelRef channel(ChannelRef channel) {
                return channel;
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> goldenDefinitionsComeBack() {
        Map<String, ScheduleDefinition> goldens = Goldens.definitions();
        assertThat(goldens).hasSizeGreaterThan(100);
        Set<Class<?>> kinds = goldens.values().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds)
                .contains(
                        ScheduleDefinition.Classic.class,
                        ScheduleDefinition.TimeSlots.class,
                        ScheduleDefinition.RandomSlots.class,
                        ScheduleDefinition.Blocks.class,
                        ScheduleDefinition.Sequential.class,
                        ScheduleDefinition.Alternating.class,
                        ScheduleDefinition.Lineup.class);
        return goldens.entrySet().stream()
                .map(golden -> DynamicTest.dynamicTest(golden.getKey(), () -> keepsItself(golden.getValue())));
    }

    @Property(tries = 300)
    void randomDefinitionsComeBack(@ForAll long chance) throws JsonProcessingException {
        keepsItself(new RandomDefinitions(new Random(chance)).any());
    }

    @Test
    void simpleDefinitionsComeBack() throws JsonProcessingException {
        keepsItself(new ScheduleDefinition.Continuous(3, PlaybackOrder.CHRONOLOGICAL));
        keepsItself(new ScheduleDefinition.Rendered(
                List.of(new ScheduleDefinition.RenderedShow("Bars: 1, 2", "smptebars=d=5", "sine=f=440"))));
    }

    /** Everything a document can hold. */
    static PortableDocument whole() {
        LineupEntry media = new LineupEntry.Media(2);
        return new PortableDocument(
                List.of(
                        new PortableCollection(9, "By hand", true, new CollectionRule.Manual(List.of(2L, 1L, 3L))),
                        new PortableCollection(
                                2,
                                "2001: no #1 'quotes', yes",
                                false,
                                new CollectionRule.And(List.of(
                                        new CollectionRule.Folder(0, "/srv/spots"),
                                        new CollectionRule.Not(new CollectionRule.Manual(List.of(3L))),
                                        new CollectionRule.Length(
                                                Optional.empty(), Optional.of(Duration.ofMinutes(3))))))),
                List.of(
                        new PortableMedia(
                                1,
                                Optional.of("/srv/Cheers S01E02.mkv"),
                                Optional.of("Cheers"),
                                Optional.of(1),
                                Optional.of(2),
                                Optional.of("Sam's Women"),
                                Optional.empty(),
                                Optional.of(Duration.ofSeconds(1471))),
                        new PortableMedia(
                                2,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("Heat"),
                                Optional.of(1995),
                                Optional.empty()),
                        PortableMedia.at(3, "C:\\Videos\\ä & b.mkv")),
                List.of(
                        new PortableSchedule(
                                "Evening",
                                new ScheduleDefinition.Continuous(2, PlaybackOrder.SHUFFLE),
                                OptionalLong.of(42)),
                        new PortableSchedule(
                                "null",
                                new ScheduleDefinition.Lineup(
                                        new LineupBase.Entries(List.of(
                                                media,
                                                new LineupEntry.Redirect(ChannelRef.of("7.10"), Duration.ofHours(1)))),
                                        List.of(),
                                        Optional.empty(),
                                        List.of()),
                                OptionalLong.empty())),
                List.of(
                        PortableChannel.of(
                                new ChannelNumber(7, 10), "On: air", new PortableProgramming.Shared("Evening")),
                        new PortableChannel(
                                ChannelNumber.of(8),
                                "08:30",
                                Optional.of("C8.3.exstream.tv"),
                                Optional.of("show:cheers"),
                                "Shows",
                                List.of("Comedy", "Old"),
                                List.of("Series"),
                                "hd",
                                Optional.of(ZoneId.of("Europe/Berlin")),
                                Optional.of("logos/8.png"),
                                new SlateChoices(
                                        Optional.empty(),
                                        Optional.of(new SlateChoice(
                                                Optional.of("text"),
                                                Optional.empty(),
                                                Optional.of(""),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(0.5)))),
                                Visibility.HIDDEN,
                                ChannelMode.ON_DEMAND,
                                Optional.of(new PortableChannel.Night(
                                        LocalTime.of(23, 30), LocalTime.of(6, 0), new ChannelNumber(7, 10))),
                                new PortableProgramming.Own(
                                        new ScheduleDefinition.Continuous(9, PlaybackOrder.CUSTOM),
                                        OptionalLong.of(Long.MIN_VALUE))),
                        PortableChannel.of(
                                ChannelNumber.of(9),
                                "One hour later",
                                new PortableProgramming.Own(
                                        new ScheduleDefinition.Relay(
                                                ChannelRef.of("8"), Optional.of(Duration.ofHours(1))),
                                        OptionalLong.empty())),
                        PortableChannel.of(
                                ChannelNumber.of(10),
                                "Live",
                                new PortableProgramming.Own(
                                        new ScheduleDefinition.Stream("News", "https://me:pw@example.org/a.m3u8?t=1"),
                                        OptionalLong.empty()))));
    }

    @Test
    void everythingComesBack() throws JsonProcessingException {
        assertThat(PortableFormat.read(PortableFormat.yaml(whole(), List.of("a note")), true))
                .isEqualTo(whole());
        assertThat(PortableFormat.read(PortableFormat.json(whole()), false)).isEqualTo(whole());
    }

    @Test
    void peopleCanReadIt() {
        assertThat(PortableFormat.yaml(whole(), List.of("a note\nof two lines")))
                .isEqualTo("""
                # Collections, schedules and channels of EXStreamTV, for 'exstreamtv import' and POST /api/import.
                # What refers to something calls it by its name, media by their paths. docs/portable.md says more.
                # a note of two lines
                exstreamtv: 1
                collections:
                - name: By hand
                  key: 9
                  rule:
                    kind: manual
                    media:
                    - Heat (1995)
                    - /srv/Cheers S01E02.mkv
                    - C:\\Videos\\ä & b.mkv
                - name: "2001: no #1 'quotes', yes"
                  key: 2
                  kept: false
                  rule:
                    kind: and
                    rules:
                    - kind: folder
                      folder: /srv/spots
                    - kind: not
                      rule:
                        kind: manual
                        media:
                        - C:\\Videos\\ä & b.mkv
                    - kind: length
                      most: PT3M
                media:
                - path: /srv/Cheers S01E02.mkv
                  show: Cheers
                  season: 1
                  episode: 2
                  title: Sam's Women
                  duration: PT24M31S
                - name: Heat (1995)
                  title: Heat
                  year: 1995
                schedules:
                - name: Evening
                  seed: "2a"
                  definition:
                    kind: continuous
                    collection: "2001: no #1 'quotes', yes"
                    order: shuffle
                - name: "null"
                  definition:
                    kind: lineup
                    base:
                      entries:
                      - media: Heat (1995)
                      - redirect: "7.10"
                        duration: PT1H
                channels:
                - number: "7.10"
                  name: "On: air"
                  schedule: Evening
                - number: 8
                  name: "08:30"
                  guideId: C8.3.exstream.tv
                  origin: show:cheers
                  group: Shows
                  groups:
                  - Comedy
                  - Old
                  categories:
                  - Series
                  profile: hd
                  zone: Europe/Berlin
                  logo: logos/8.png
                  slates:
                    offline:
                      visual: text
                      title: ""
                      volume: 0.5
                  visibility: hidden
                  mode: on_demand
                  night:
                    from: "23:30:00"
                    to: "06:00:00"
                    channel: "7.10"
                  seed: "8000000000000000"
                  definition:
                    kind: continuous
                    collection: By hand
                    order: custom
                - number: 9
                  name: One hour later
                  definition:
                    kind: relay
                    channel: "8"
                    offset: PT1H
                - number: 10
                  name: Live
                  definition:
                    kind: stream
                    title: News
                    url: https://me:pw@example.org/a.m3u8?t=1
                """);
    }

    private static String fault(String text) {
        JsonProcessingException fault =
                catchThrowableOfType(JsonProcessingException.class, () -> PortableFormat.read(text, true));
        assertThat(fault).as(text).isNotNull();
        return Problems.of(fault).detail();
    }

    @Test
    void faultsNameThePlaceTheThingAndTheRemedy() {
        List<String> faults = new ArrayList<>();
        faults.add(fault("channels: []\n"));
        faults.add(fault("exstreamtv: 2\nfuture: 1\n"));
        faults.add(fault("exstreamtv: 1\nchanels: []\n"));
        faults.add(fault("""
                exstreamtv: 1
                channels:
                  - number: 5
                    name: Five
                    schedul: Evening
                """));
        faults.add(fault("""
                exstreamtv: 1
                channels:
                  - number: 5
                    name: Five
                    schedule: Evenin
                schedules:
                  - name: Evening
                    definition: {kind: continuous, collection: Cartons, order: shuffle}
                collections:
                  - {name: Cartoons, rule: {kind: everything}}
                """));
        faults.add(fault("""
                exstreamtv: 1
                collections:
                  - {name: Cartoons, rule: {kind: everything}}
                schedules:
                  - name: Evening
                    definition:
                      kind: classic
                      items:
                        - {content: {from: {collection: Cartons}, order: shuffle}, mode: {kind: one}}
                """));
        faults.add(fault("""
                exstreamtv: 1
                channels:
                  - {number: 0, name: Five, definition: {kind: stream, title: A, url: "http://b"}}
                """));
        faults.add(fault("""
                exstreamtv: 1
                channels:
                  - {number: 5, name: Five, definition: {kind: stream, title: A, url: "http://b"}}
                  - {number: 5, name: Six, definition: {kind: stream, title: A, url: "http://b"}}
                """));
        faults.add(fault("""
                exstreamtv: 1
                channels:
                  - {number: 5, name: Five}
                """));
        faults.add(fault("exstreamtv: 1\nchannels: [\n"));
        faults.add(fault("exstreamtv: 1\nchannels: 5\n"));
        assertThat(faults)
                .containsExactly(
                        "'the body' is not acceptable (line 1, column 1): this is no document of EXStreamTV: begin it with"
                                + " 'exstreamtv: 1'",
                        "'exstreamtv' is not acceptable (line 1, column 13): format 2 is not known here, only 1: import it"
                                + " with the version of EXStreamTV that wrote it, or a later one",
                        "'the body' is not acceptable (line 2, column 1): unknown key 'chanels'; did you mean 'channels'?",
                        "'the body' is not acceptable (line 5, column 5): unknown key 'schedul'; did you mean 'schedule'?",
                        "'channels[0].schedule' is not acceptable (line 5, column 15): there is no schedule 'Evenin' in this"
                                + " document (the nearest is 'Evening'): describe it under 'schedules'",
                        "'schedules[0].definition.items[0].content.from.collection' is not acceptable (line 9, column 41):"
                                + " there is no collection 'Cartons' in this document (the nearest is 'Cartoons'): describe"
                                + " it under 'collections'",
                        "'channels[0].number' is not acceptable (line 3, column 14): '0' is not a channel number: use 1 to"
                                + " 99999 with an optional .1 to .99",
                        "'channels[1].number' is not acceptable (line 4, column 14): there are two channels '5': give each"
                                + " its own",
                        "'channels[0]' is not acceptable (line 3, column 27): channel 5 airs a 'schedule' of this document,"
                                + " or has a 'definition' of its own: give one of the two",
                        "the body is not valid YAML (line 2, column 12): while parsing a flow node: expected the node"
                                + " content, but found '<stream end>'",
                        "'channels' does not fit (line 2, column 11): Cannot deserialize value of type ArrayList from Integer"
                                + " value (token `JsonToken.VALUE_NUMBER_INT`)");
        assertThat(fault("""
                exstreamtv: 1
                schedules:
                  - name: Evening
                    definition: {kind: rendered, shows: [{title: A, videoGraph: b, audioGraph: c}], show: 1}
                """)).contains("unknown property").contains("did you mean 'shows'?");
        assertThat(fault("exstreamtv: 1\nmedia:\n- {title: Heat}\n"))
                .contains("line 3")
                .contains("'path'");
    }

    @Test
    void secretsOfStreamsAreLeftOut() {
        assertThat(PortableFormat.yaml(Secrets.without(whole()), List.of()))
                .doesNotContain("pw@")
                .contains("https://***@example.org/a.m3u8?***");
    }

    @Test
    void referencesMustBeInTheDocument() {
        assertThatThrownBy(() -> new PortableDocument(
                        List.of(),
                        List.of(),
                        List.of(new PortableSchedule(
                                "It",
                                new ScheduleDefinition.Continuous(3, PlaybackOrder.SHUFFLE),
                                OptionalLong.empty())),
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schedule 'It' draws from collection 3, which is not in the document");
        assertThatThrownBy(() -> new PortableDocument(
                        List.of(new PortableCollection(1, "A", true, new CollectionRule.Manual(List.of(4L)))),
                        List.of(),
                        List.of(),
                        List.of()))
                .hasMessage("collection 'A' names media 4, which is not in the document");
    }

    @Test
    void thePageShowsWhatIsUnderstood() throws IOException {
        String page = Files.readString(Path.of("../docs/portable.md"));
        int begin = page.indexOf("```yaml document") + 17;
        PortableDocument shown = PortableFormat.read(page.substring(begin, page.indexOf("```", begin)), true);
        assertThat(shown.media()).hasSize(2);
        assertThat(shown.channels()).hasSize(2);
        for (RecordComponent key : DocumentFile.ChannelEntry.class.getRecordComponents()) {
            assertThat(page).contains("`" + key.getName() + "`");
        }
    }
}
