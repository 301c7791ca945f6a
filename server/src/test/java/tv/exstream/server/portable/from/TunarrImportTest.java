package tv.exstream.server.portable.from;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.library.MediaKind;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableCollection;
import tv.exstream.server.portable.PortableMedia;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.schedule.definition.RandomSlot;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TunarrImportTest {
    @TempDir
    private Path folder;

    private static String id(long number) {
        return new UUID(0, number).toString();
    }

    private void lineup(long channel, String text) {
        Foreign.write(folder.resolve("channel-lineups").resolve(id(channel) + ".json"), text.replace('\'', '"'));
    }

    private Imported imported(String... statements) {
        Foreign.database(folder.resolve("db.db"), "tunarr.sql", statements);
        return Foreign.read(Product.TUNARR, folder, "/data/movies=/srv/films");
    }

    @Test
    void aListKeepsProgrammesFlexAndRedirects() {
        lineup(
                1,
                "{'version':3,'lastUpdated':0,'startTimeOffsets':[],'items':["
                        + "{'type':'content','id':'" + id(101)
                        + "','durationMs':1500000},{'type':'offline','durationMs':300000},"
                        + "{'type':'content','id':'" + id(999) + "','durationMs':600000},"
                        + "{'type':'redirect','channel':'" + id(2) + "','durationMs':3600000},"
                        + "{'type':'redirect','channel':'" + id(77) + "','durationMs':60000},"
                        + "{'type':'content','id':'" + id(200) + "','durationMs':7000000,'customShowId':'" + id(50)
                        + "'},"
                        + "{'type':'content','id':'" + id(200) + "','durationMs':1000,'startOffsetMs':6999000}],"
                        + "'onDemandConfig':{'state':'paused','cursor':0}}");

        Imported imported = imported();

        PortableChannel one = Foreign.channel(imported, "1");
        assertThat(one.mode()).isEqualTo(ChannelMode.ON_DEMAND);
        assertThat(Foreign.channel(imported, "2").visibility()).isEqualTo(Visibility.HIDDEN);
        ScheduleDefinition.Lineup lineup = (ScheduleDefinition.Lineup) Foreign.definition(imported, "1");
        List<LineupEntry> entries = ((LineupBase.Entries) lineup.base()).entries();
        assertThat(entries).hasSize(6);
        assertThat(entries.get(2)).isEqualTo(new LineupEntry.Flex(Duration.ofMinutes(10)));
        assertThat(((LineupEntry.Redirect) entries.get(3)).redirect()).hasToString("2");
        assertThat(entries.get(4)).isEqualTo(new LineupEntry.Flex(Duration.ofMinutes(1)));
        // Tunarr's own replacement for one path, the user's for the other.
        assertThat(imported.document().media())
                .extracting(PortableMedia::path)
                .contains(Optional.of("/mnt/tv/Cheers/S01E01.mkv"), Optional.of("/srv/films/Alien (1979).mkv"));
        PortableMedia episode = imported.document().media().get(1);
        assertThat(episode.describe()).isEqualTo("Cheers S01E01 Ep 1");
        Filler.Pool pool = lineup.filler().getFirst().pools().getFirst();
        assertThat(pool.weight()).contains(300);
        assertThat(pool.cooldown()).contains(Duration.ofSeconds(60));
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("programme " + id(999) + " is deleted there"))
                .anyMatch(line -> line.contains("redirects to a channel that is deleted"))
                .anyMatch(line -> line.contains("cut into parts by breaks"));
    }

    @Test
    void timeSlotsKeepOrderPaddingBreaksAndReruns() {
        lineup(
                2,
                "{'version':5,'items':[],'startTimeOffsets':[],'lastUpdated':0,'schedule':{'type':'time',"
                        + "'flexPreference':'end','latenessMs':300000,'maxDays':10,'padMs':1800000,'period':'week',"
                        + "'timeZoneOffset':240,'slots':["
                        + "{'type':'show','showId':'" + id(10)
                        + "','startTime':0,'order':'next','direction':'asc','id':'a',"
                        + "'iterationGroup':'g','linkMode':'rerun','filler':[{'types':['pre','mid','head'],'fillerListId':'"
                        + id(40) + "'}],'midRoll':{'breakRule':{'type':'initial_then_interval','initialDelayMs':300000,"
                        + "'intervalMs':600000},'maxBreaks':3,'minProgramDurationMs':1200000,'tailBufferMs':60000,"
                        + "'breakDurationMs':120000}},"
                        + "{'type':'movie','startTime':72000000,'order':'shuffle'},"
                        + "{'type':'custom-show','customShowId':'" + id(50) + "','startTime':86400000,'order':'next'},"
                        + "{'type':'show','showId':'" + id(10)
                        + "','startTime':90000000,'order':'next','iterationGroup':'g',"
                        + "'linkMode':'rerun'},"
                        + "{'type':'flex','startTime':180000000},"
                        + "{'type':'smart-collection','smartCollectionId':'" + id(60) + "','startTime':259200000,"
                        + "'order':'shuffle','direction':'desc'},"
                        + "{'type':'show','showId':'" + id(10)
                        + "','seasonFilter':[1],'startTime':345600000,'order':'alphanumeric'},"
                        + "{'type':'show','showId':'" + id(98) + "','startTime':432000000,'order':'next'}]}}");

        Imported imported = imported();

        ScheduleDefinition.TimeSlots schedule = (ScheduleDefinition.TimeSlots) Foreign.definition(imported, "2");
        List<TimeSlot> slots = schedule.slots();
        assertThat(schedule.lateness()).contains(Duration.ofMinutes(5));
        assertThat(slots).hasSize(8);
        assertThat(slots.get(0).days()).containsExactly(DayOfWeek.SUNDAY);
        assertThat(slots.get(0).padTo()).contains(30);
        assertThat(slots.get(0).spread()).isFalse();
        assertThat(slots.get(1).start()).isEqualTo(LocalTime.of(20, 0));
        assertThat(slots.get(2).content().orElseThrow().order()).isEqualTo(PlaybackOrder.CUSTOM);
        assertThat(slots.get(3).rerunOf()).contains(1);
        assertThat(slots.get(3).days()).containsExactly(DayOfWeek.MONDAY);
        assertThat(slots.get(4).content()).isEmpty();
        assertThat(slots.get(6).content().orElseThrow().order()).isEqualTo(PlaybackOrder.ALPHABETICAL);
        assertThat(slots.get(7).content()).isEmpty();
        Filler mid = slots.get(0).filler().stream()
                .filter(filler -> filler.kind() == FillerKind.MID_ROLL)
                .findFirst()
                .orElseThrow();
        assertThat(mid.breaks().orElseThrow())
                .isEqualTo(new MidRoll(
                        new MidRoll.Points.Every(Duration.ofMinutes(10), Optional.of(Duration.ofMinutes(5))),
                        Optional.empty(),
                        Optional.of(Duration.ofMinutes(20)),
                        Optional.empty(),
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.of(3)));
        assertThat(imported.document().collections())
                .extracting(PortableCollection::rule)
                .contains(
                        new CollectionRule.Or(
                                List.of(new CollectionRule.Show("Cheers"), new CollectionRule.Show("Cheers (1982)"))),
                        new CollectionRule.And(List.of(
                                new CollectionRule.OfType(MediaKind.MOVIE),
                                new CollectionRule.Years(Optional.empty(), Optional.of(1979)))));
        // A custom show has its own order.
        assertThat(imported.document().collections().stream()
                        .filter(collection -> collection.name().equals("Best of"))
                        .findFirst()
                        .orElseThrow()
                        .rule())
                .isInstanceOfSatisfying(
                        CollectionRule.Manual.class,
                        list -> assertThat(list.media())
                                .extracting(key -> imported.document()
                                        .media()
                                        .get((int) (key - 1))
                                        .episode())
                                .containsExactly(Optional.of(3), Optional.of(1)));
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("filler of kind 'head'"))
                .anyMatch(line -> line.contains("goes backwards"))
                .anyMatch(line -> line.contains("show " + id(98) + " is deleted there"));
    }

    @Test
    void slotsOfOldLineupsAreRead() {
        lineup(
                3,
                "{'version':2,'items':[],'startTimeOffsets':[],'schedule':{'type':'random','flexPreference':"
                        + "'distribute','maxDays':10,'padMs':900000,'padStyle':'episode','randomDistribution':'weighted','slots':["
                        + "{'durationMs':3600000,'cooldownMs':0,'weight':33.3,'order':'next','programming':{'type':'show',"
                        + "'showId':'Cheers'}},"
                        + "{'durationSpec':{'type':'dynamic','programCount':2},'cooldownMs':1800000,'weight':66.7,"
                        + "'order':'shuffle','programming':{'type':'movie'}},"
                        + "{'durationMs':60000,'weight':1,'cooldownMs':0,'programming':{'type':'flex'}}]}}");

        Imported imported = imported(
                "DROP TABLE smart_collection",
                "DROP TABLE media_source_library_replace_path",
                "DROP TABLE program_external_id");

        ScheduleDefinition.RandomSlots schedule = (ScheduleDefinition.RandomSlots) Foreign.definition(imported, "3");
        assertThat(schedule.padTo()).contains(15);
        assertThat(schedule.choice()).isEqualTo(RandomSlot.Choice.WEIGHTED);
        assertThat(schedule.slots()).extracting(RandomSlot::weight).containsExactly(Optional.of(333), Optional.of(667));
        assertThat(schedule.slots().get(0).duration()).contains(Duration.ofHours(1));
        assertThat(schedule.slots().get(1).count()).contains(2);
        assertThat(imported.document().collections())
                .extracting(PortableCollection::name)
                .contains("Cheers", "Films of channel 3 'Random'");
    }

    @Test
    void missingAndBrokenLineupsLeaveTheirChannelsOffAir() {
        lineup(5, "{not json");
        lineup(1, "{'version':9,'items':[{'type':'content','id':'" + id(101) + "','durationMs':1}]}");

        Imported imported = imported();

        assertThat(imported.document().channels()).hasSize(5);
        assertThat(Foreign.offAir(imported, "4")).isTrue();
        assertThat(Foreign.offAir(imported, "5")).isTrue();
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains(id(5) + ".json: is no JSON"))
                .anyMatch(line -> line.contains("channel 4 'Empty' has no programmes"))
                .anyMatch(line -> line.contains("version 9, and up to 5 are known"));
    }

    @Test
    void smartCollectionsThatAskForMoreHoldNothing() {
        lineup(
                1,
                "{'version':5,'items':[],'schedule':{'type':'time','period':'day','padMs':1,'latenessMs':0,'maxDays':1,"
                        + "'slots':[{'type':'smart-collection','smartCollectionId':'" + id(60)
                        + "','startTime':0,'order':'next'}]}}");

        Imported imported = imported("UPDATE smart_collection SET query = 'actor = \"Tom Hanks\"'");

        assertThat(imported.document().collections().getLast().rule()).isInstanceOf(CollectionRule.class);
        assertThat(imported.remarks())
                .anyMatch(line -> line.startsWith("smart collection 'Old films' cannot be carried over")
                        && line.contains("asks for 'actor'"));
    }

    @Test
    void nothingIsWrittenAndNoLinkFollowed() throws IOException {
        lineup(1, "{'version':3,'items':[{'type':'content','id':'" + id(101) + "','durationMs':1}]}");
        Path secret = Foreign.write(folder.resolve("elsewhere/secret.json"), "{\"items\":[]}");
        Files.createSymbolicLink(folder.resolve("channel-lineups").resolve(id(2) + ".json"), secret);
        Foreign.database(folder.resolve("db.db"), "tunarr.sql");
        byte[] before = Files.readAllBytes(folder.resolve("db.db"));

        Imported imported = Foreign.read(Product.TUNARR, folder);

        assertThat(Foreign.offAir(imported, "2")).isTrue();
        assertThat(Files.readAllBytes(folder.resolve("db.db"))).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("db.db", "channel-lineups", "elsewhere");
        }
    }

    @Test
    void whatIsNotTunarrsIsRefused() {
        assertThatThrownBy(() -> Foreign.read(Product.TUNARR, folder))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("holds no file 'db.db'");
        Path text = Foreign.write(folder.resolve("db.db"), "hello");
        assertThatThrownBy(() -> Foreign.read(Product.TUNARR, text))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("is no SQLite database");
        Path other = Foreign.database(folder.resolve("other.db"), "ersatztv.sql");
        assertThatThrownBy(() -> Foreign.read(Product.TUNARR, other))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("is no database of Tunarr");
    }
}
