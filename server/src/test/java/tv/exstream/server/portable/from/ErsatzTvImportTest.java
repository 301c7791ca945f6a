package tv.exstream.server.portable.from;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.portable.PortableCollection;
import tv.exstream.server.portable.PortableMedia;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Grouping;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.FillerKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ErsatzTvImportTest {
    private static final String SEQUENTIAL = """
            content:
              - collection: Mixed
                key: A
                order: shuffle
              - playlist: PL
                key: B
                playlist_group: G
            playout:
              - count: 1
                content: A
              - all:
                content: B
              - repeat: true
            """;

    @TempDir
    private Path folder;

    private Imported imported(String... statements) {
        Foreign.database(folder.resolve("ersatztv.sqlite3"), "ersatztv.sql", statements);
        return Foreign.read(Product.ERSATZTV, folder, "/tv=/srv/television");
    }

    private static CollectionRule rule(Imported imported, String name) {
        return imported.document().collections().stream()
                .filter(collection -> collection.name().equals(name))
                .map(PortableCollection::rule)
                .findFirst()
                .orElseThrow();
    }

    private static CollectionRule cheers() {
        return new CollectionRule.Or(
                List.of(new CollectionRule.Show("Cheers"), new CollectionRule.Show("Cheers (1982)")));
    }

    @Test
    void channelsKeepWhatIsSaidOfThem() {
        Imported imported = imported();

        assertThat(imported.document().channels())
                .extracting(channel -> channel.number().toString())
                .containsExactly("1", "2.1", "3", "4", "5", "6", "7", "8");
        assertThat(Foreign.channel(imported, "1").categories()).containsExactly("A", "B");
        assertThat(Foreign.channel(imported, "2.1").mode()).isEqualTo(ChannelMode.ON_DEMAND);
        assertThat(Foreign.channel(imported, "3").programming())
                .isEqualTo(new PortableProgramming.Own(
                        new ScheduleDefinition.Relay(ChannelRef.of("1"), Optional.of(Duration.ofHours(1))),
                        OptionalLong.empty()));
        assertThat(Foreign.channel(imported, "4").visibility()).isEqualTo(Visibility.DISABLED);
        assertThat(Foreign.channel(imported, "7").visibility()).isEqualTo(Visibility.HIDDEN);
        assertThat(Foreign.channel(imported, "6").programming()).isEqualTo(new PortableProgramming.Shared("Evening"));
        assertThat(Foreign.offAir(imported, "8")).isTrue();
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("channel 7 'Script' is programmed by a script"))
                .anyMatch(line -> line.contains("channel 8 'None' has nothing to air"))
                .anyMatch(line -> line.contains("channel 5 'Lists' prefers sound in 'jpn'"));
    }

    @Test
    void classicSchedulesKeepModesOrdersAndFiller() {
        Imported imported = imported();
        List<ClassicRule> rules = ((ScheduleDefinition.Classic) Foreign.definition(imported, "6")).items();

        assertThat(rules).hasSize(4);
        assertThat(rules.get(0).mode()).isEqualTo(new RuleMode.Flood());
        assertThat(rules.get(0).content().order()).isEqualTo(PlaybackOrder.MULTI_EPISODE_SHUFFLE);
        ClassicRule film = rules.get(1);
        assertThat(film.start()).contains(new ClassicRule.FixedStart(LocalTime.of(20, 15), true));
        assertThat(film.title()).contains("Film Night");
        assertThat(film.overrides().orElseThrow().audioLanguage()).contains("eng");
        assertThat(film.filler())
                .extracting(Filler::kind)
                .containsExactly(FillerKind.MID_ROLL, FillerKind.POST_ROLL, FillerKind.FALLBACK);
        assertThat(film.filler().get(0).breaks().orElseThrow().expression())
                .contains("last_mid_filler > 300 and num < 5");
        assertThat(film.filler().get(1).mode()).contains(new FillerMode.Pad(30));
        assertThat(rules.get(2).mode()).isEqualTo(new RuleMode.Multiple("count"));
        assertThat(rules.get(2).content().from()).isInstanceOf(ContentSource.Several.class);
        assertThat(rules.get(2).content().order()).isEqualTo(PlaybackOrder.SHUFFLE_IN_ORDER);
        assertThat(rules.get(3).mode())
                .isEqualTo(
                        new RuleMode.Lasting(Duration.ofHours(26), Optional.of(RuleMode.Tail.FILLER), Optional.of(4)));
        assertThat(rules.get(3).content().grouping()).contains(new Grouping(Grouping.By.SHOW, true, false, 0));
        assertThat(rules.get(3).guide()).contains(ClassicRule.GuideMode.FILLER);
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("schedule 'Evening', item 5: what it draws from is deleted"))
                .anyMatch(line -> line.contains("'Multi' are scheduled as groups"));
    }

    @Test
    void alternateSchedulesKeepTheirDays() {
        Imported imported = imported();
        ScheduleDefinition.Alternating alternating = (ScheduleDefinition.Alternating) Foreign.definition(imported, "1");
        assertThat(alternating.alternates())
                .singleElement()
                .satisfies(alternate -> assertThat(alternate.days())
                        .isEqualTo(new DateRule(
                                Set.of(),
                                Set.of(),
                                Set.of(Month.DECEMBER),
                                Optional.of(new DateRule.Range(
                                        MonthDay.of(12, 20), MonthDay.of(1, 6), Optional.empty(), Optional.empty())))));
        assertThat(alternating.otherwise()).isEqualTo(Foreign.definition(imported, "6"));
    }

    @Test
    void collectionsOfShowsSeasonsAndSinglesAreCarriedOver() {
        Imported imported = imported();

        assertThat(rule(imported, "Mixed"))
                .isInstanceOfSatisfying(
                        CollectionRule.Or.class,
                        or -> assertThat(or.rules().getFirst()).isEqualTo(cheers()));
        assertThat(rule(imported, "Cheers, season 2"))
                .isEqualTo(new CollectionRule.And(List.of(cheers(), new CollectionRule.Query("season_number:2"))));
        // The order by hand: Heat before Alien.
        assertThat(rule(imported, "Ordered"))
                .isInstanceOfSatisfying(
                        CollectionRule.Manual.class,
                        list -> assertThat(list.media())
                                .extracting(key -> imported.document()
                                        .media()
                                        .get((int) (key - 1))
                                        .title())
                                .containsExactly(Optional.of("Heat"), Optional.of("Alien")));
        assertThat(rule(imported, "Nested"))
                .isEqualTo(new CollectionRule.Query(
                        "(type:episode AND show_genre:comedy AND show_title:\"the\") OR minutes:[10 TO *]"));
        // ErsatzTV's own replacement of Plex's path.
        assertThat(imported.document().media())
                .extracting(PortableMedia::path)
                .contains(Optional.of("/srv/films/Alien (1979)/Alien.mkv"), Optional.of("/bumpers/b1.mp4"));
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("collection 'Mixed': 'media item 777' is deleted"));
    }

    @Test
    void playlistsKeepTheirEntries() {
        Imported imported = imported();
        List<ClassicRule> rules = ((ScheduleDefinition.Classic) Foreign.definition(imported, "5")).items();
        assertThat(rules.getFirst().content().from())
                .isInstanceOfSatisfying(
                        ContentSource.Playlist.class,
                        playlist -> assertThat(playlist.playlist())
                                .extracting(ContentSource.Entry::count)
                                .containsExactly(Optional.of(2), Optional.empty()));
    }

    @Test
    void blocksTemplatesAndDecosAreCarriedOver() {
        Imported imported = imported();
        ScheduleDefinition.Blocks blocks = (ScheduleDefinition.Blocks) Foreign.definition(imported, "2.1");

        assertThat(blocks.blocks()).extracting(Block::name).containsExactly("Cartoons", "Cartoons (2)");
        Block cartoons = blocks.blocks().getFirst();
        assertThat(cartoons.duration()).isEqualTo(Duration.ofHours(2));
        assertThat(cartoons.stop()).contains(Block.Stop.BEFORE_END);
        assertThat(cartoons.items().get(0).overrides().orElseThrow().watermarks())
                .contains(List.of());
        assertThat(cartoons.items().get(1).guide()).contains(ClassicRule.GuideMode.FILLER);
        assertThat(blocks.blocks().get(1).stop()).contains(Block.Stop.AFTER_END);
        assertThat(rule(imported, "Short")).isEqualTo(new CollectionRule.Query("type:movie AND minutes:[* TO 30]"));
        assertThat(blocks.templates().getFirst().blocks())
                .extracting(entry -> entry.start() + " " + entry.block())
                .containsExactly("07:00 Cartoons", "09:00 Cartoons (2)");
        assertThat(blocks.days().getFirst().days().orElseThrow().daysOfWeek())
                .containsExactly(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(blocks.deco()).contains("House");
        Deco house = blocks.decos().getFirst();
        assertThat(house.defaultFiller().orElseThrow().trim()).isTrue();
        assertThat(house.breakContent().orElseThrow().breaks())
                .extracting(one -> one.at() + " " + one.mode())
                .containsExactly("BLOCK_START Pass[]", "CHAPTERS Count[count=1]");
        Deco night = blocks.decos().get(1);
        assertThat(night.watermarks().orElseThrow().mode()).isEqualTo(Deco.Mode.DISABLE);
        assertThat(blocks.decoTemplates().getFirst().decos().getFirst().to()).isEmpty();
        assertThat(imported.remarks()).anyMatch(line -> line.startsWith("deco 'House' has watermarks"));
    }

    @Test
    void sequentialSchedulesAreFoundBesideTheDatabaseWithTheirCollections() {
        Foreign.write(folder.resolve("scripts/sat.yml"), SEQUENTIAL);
        Imported imported = imported();
        assertThat(Foreign.definition(imported, "4"))
                .isInstanceOfSatisfying(
                        ScheduleDefinition.Sequential.class,
                        sequential -> assertThat(sequential.text()).isEqualTo(SEQUENTIAL));
        assertThat(rule(imported, "PL")).isInstanceOf(CollectionRule.Or.class);
    }

    @Test
    void sequentialSchedulesThatAreMissingOrWrongLeaveTheirChannelOffAir() {
        assertThat(imported().remarks())
                .anyMatch(line -> line.contains("channel 4 'YAML': its schedule /config/scripts/sat.yml is not found"));
        Foreign.write(folder.resolve("scripts/sat.yml"), "playout:\n  - cuont: 1\n");
        Imported wrong = Foreign.read(Product.ERSATZTV, folder);
        assertThat(Foreign.offAir(wrong, "4")).isTrue();
        assertThat(wrong.remarks())
                .anyMatch(line -> line.contains("sat.yml, line 2, column 5") && line.contains("mend the file"));
    }

    @Test
    void oldDatabasesAreRead() {
        Imported imported = imported(
                "ALTER TABLE Playout RENAME COLUMN ScheduleKind TO ProgramSchedulePlayoutType",
                "ALTER TABLE Playout RENAME COLUMN ScheduleFile TO TemplateFile",
                "ALTER TABLE Channel RENAME COLUMN PlayoutMode TO ProgressMode",
                "ALTER TABLE Channel DROP COLUMN IsEnabled",
                "ALTER TABLE Channel DROP COLUMN ShowInEpg",
                "ALTER TABLE Channel DROP COLUMN PlayoutSource",
                "ALTER TABLE ProgramSchedule DROP COLUMN FixedStartTimeBehavior",
                "ALTER TABLE ProgramScheduleMultipleItem DROP COLUMN MultipleMode",
                "UPDATE ProgramScheduleAlternate SET DaysOfWeek = '1,2'",
                "DROP TABLE Block",
                "DROP TABLE BlockItem",
                "DROP TABLE Deco",
                "DROP TABLE PlayoutTemplate",
                "DROP TABLE Playlist",
                "DROP TABLE PlexPathReplacement");

        assertThat(Foreign.channel(imported, "2.1").mode()).isEqualTo(ChannelMode.ON_DEMAND);
        assertThat(Foreign.offAir(imported, "2.1")).isTrue();
        List<ClassicRule> rules = ((ScheduleDefinition.Classic) Foreign.definition(imported, "6")).items();
        assertThat(rules.get(1).start()).contains(new ClassicRule.FixedStart(LocalTime.of(20, 15), false));
        assertThat(rules.get(2).mode()).isEqualTo(new RuleMode.Multiple("count"));
        assertThat(((ScheduleDefinition.Alternating) Foreign.definition(imported, "1"))
                        .alternates()
                        .getFirst()
                        .days()
                        .daysOfWeek())
                .containsExactly(DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
    }

    @Test
    void smartCollectionsThatAskForMoreHoldNothing() {
        Imported imported = imported(
                "UPDATE SmartCollection SET Query = 'actor:\"Tom Hanks\"' WHERE Id = 1",
                "UPDATE ProgramScheduleItem SET SmartCollectionId = 1 WHERE Id = 2");
        assertThat(rule(imported, "Comedies")).isInstanceOf(CollectionRule.Not.class);
        assertThat(imported.remarks())
                .anyMatch(
                        line -> line.startsWith("'Comedies' cannot be carried over") && line.contains("field 'actor'"));
    }

    @Test
    void smartCollectionsThatNameOneAnotherEnd() {
        Imported imported = imported("UPDATE SmartCollection SET Query = 'smart_collection:\"Nested\"' WHERE Id = 1");
        assertThat(imported.remarks()).anyMatch(line -> line.contains("name one another without end"));
    }

    @Test
    void partsThatDoNotFitTogetherLeaveTheirChannelOffAir() {
        Imported imported = imported("UPDATE TemplateItem SET StartTime = '08:00:00' WHERE Id = 2");
        assertThat(Foreign.offAir(imported, "2.1")).isTrue();
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("channel 2.1 'Blocks': its schedule does not fit"));
    }

    @Test
    void whatIsNotErsatzTvsIsRefused() {
        assertThatThrownBy(() -> Foreign.read(Product.ERSATZTV, folder))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("holds no file 'ersatztv.sqlite3'");
        Path other = Foreign.database(folder.resolve("x.sqlite3"), "tunarr.sql");
        assertThatThrownBy(() -> Foreign.read(Product.ERSATZTV, other))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("is no database of ErsatzTV");
        Path old = Foreign.database(folder.resolve("old.sqlite3"), "ersatztv.sql", "DROP TABLE FillerPreset");
        assertThatThrownBy(() -> Foreign.read(Product.ERSATZTV, old))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("before 0.4: start version 0.4");
        Path empty = Foreign.database(folder.resolve("empty.sqlite3"), "ersatztv.sql", "DELETE FROM Channel");
        assertThatThrownBy(() -> Foreign.read(Product.ERSATZTV, empty))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("holds no channel");
    }
}
