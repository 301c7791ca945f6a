package tv.exstream.server.portable.from;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableCollection;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.schedule.definition.RandomSlot;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DizqueTvImportTest {
    private static final String EPISODE = """
            {"title":"Give Me a Ring Sometime","key":"/library/metadata/1","ratingKey":"1","type":"episode",
             "duration":1500000,"plexFile":"/library/parts/1/2/file.mkv","file":"/data/tv/Cheers/S01E01.mkv",
             "showTitle":"Cheers","season":1,"episode":1,"date":"1982-09-30","year":1982,"serverKey":"plex"}""";
    private static final String FILM = """
            {"title":"Alien","type":"movie","duration":7020000,"file":"/data/films/Alien.mkv","showTitle":"Alien",
             "season":1,"episode":1,"year":1979,"key":"/library/metadata/2","serverKey":"plex"}""";

    @TempDir
    private Path folder;

    private void channel(int number, String rest) {
        Foreign.write(
                folder.resolve(".dizquetv/channels/" + number + ".json"),
                "{\"number\":" + number + ",\"name\":\"Channel of " + number
                        + "\",\"startTime\":\"2021-01-01T00:00:00.000Z\"," + rest + "}");
    }

    @Test
    void theListOfAChannelIsALineup() {
        channel(
                5,
                "\"groupTitle\":\"Old\",\"stealth\":true,\"onDemand\":{\"isOnDemand\":true,\"modulo\":1},\"programs\":["
                        + EPISODE + ",{\"isOffline\":true,\"duration\":300000},"
                        + "{\"isOffline\":true,\"type\":\"redirect\",\"channel\":6,\"duration\":3600000},"
                        + "{\"isOffline\":true,\"type\":\"redirect\",\"channel\":99,\"duration\":60000}," + FILM
                        + ",{\"duration\":60000,\"type\":\"movie\"}]");
        channel(6, "\"programs\":[" + FILM + "]");

        Imported imported = Foreign.read(Product.DIZQUETV, folder, "/data=/srv/media");

        PortableChannel five = Foreign.channel(imported, "5");
        assertThat(five.group()).isEqualTo("Old");
        assertThat(five.visibility()).isEqualTo(Visibility.HIDDEN);
        assertThat(five.mode()).isEqualTo(ChannelMode.ON_DEMAND);
        ScheduleDefinition.Lineup lineup = (ScheduleDefinition.Lineup) Foreign.definition(imported, "5");
        List<LineupEntry> entries = ((LineupBase.Entries) lineup.base()).entries();
        assertThat(entries).hasSize(6);
        assertThat(entries.get(0)).isEqualTo(new LineupEntry.Media(1));
        assertThat(entries.get(1)).isEqualTo(new LineupEntry.Flex(Duration.ofMinutes(5)));
        assertThat(((LineupEntry.Redirect) entries.get(2)).redirect()).hasToString("6");
        assertThat(entries.get(3)).isEqualTo(new LineupEntry.Flex(Duration.ofMinutes(1)));
        assertThat(entries.get(4)).isEqualTo(new LineupEntry.Media(2));
        assertThat(entries.get(5)).isEqualTo(new LineupEntry.Flex(Duration.ofMinutes(1)));
        assertThat(imported.document().media()).hasSize(2);
        assertThat(imported.document().media().getFirst().path()).contains("/srv/media/tv/Cheers/S01E01.mkv");
        assertThat(imported.document().media().getFirst().describe())
                .isEqualTo("Cheers S01E01 Give Me a Ring Sometime");
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("redirects to channel 99, which does not exist"))
                .anyMatch(line -> line.contains("nothing is known by which 'an entry without a title'"));
    }

    @Test
    void whatChannelsShowOfOneAnotherIsWhatTheyMay() {
        String redirect = "{\"isOffline\":true,\"type\":\"redirect\",\"channel\":%d,\"duration\":3600000}";
        channel(1, "\"programs\":[" + FILM + "," + redirect.formatted(2) + "]");
        channel(2, "\"programs\":[" + FILM + "," + redirect.formatted(1) + "]");
        channel(3, "\"programs\":[" + FILM + "," + redirect.formatted(4) + "]");
        channel(4, "\"onDemand\":{\"isOnDemand\":true,\"modulo\":1},\"programs\":[" + FILM + "]");

        Imported imported = Foreign.read(Product.DIZQUETV, folder, "/data=/srv/media");

        assertThat(Foreign.offAir(imported, "1")).isTrue();
        assertThat(Foreign.offAir(imported, "2")).isFalse();
        assertThat(Foreign.channel(imported, "4").mode()).isEqualTo(ChannelMode.CONTINUOUS);
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("channel 1 shows itself by way of others"))
                .anyMatch(line -> line.contains("channel 4 is shown by another"));
    }

    @Test
    void fillerListsBecomePoolsWithWeightsAndCooldowns() {
        Foreign.write(folder.resolve(".dizquetv/filler/7e3b.json"), "{\"name\":\"Spots\",\"content\":[" + FILM + "]}");
        channel(
                1,
                "\"fillerRepeatCooldown\":600000,\"offlineMode\":\"clip\",\"fallback\":[" + EPISODE
                        + "],\"fillerCollections\":[{\"id\":\"7e3b\",\"weight\":600,\"cooldown\":120000},{\"id\":\"gone\","
                        + "\"weight\":1,\"cooldown\":0},{\"id\":\"../channels/1\",\"weight\":1}],\"programs\":["
                        + EPISODE + "]");

        Imported imported = Foreign.read(Product.DIZQUETV, folder.resolve(".dizquetv"));

        List<Filler> filler = ((ScheduleDefinition.Lineup) Foreign.definition(imported, "1")).filler();
        assertThat(filler).extracting(Filler::kind).containsExactly(FillerKind.TAIL, FillerKind.FALLBACK);
        Filler.Pool pool = filler.getFirst().pools().getFirst();
        assertThat(pool.weight()).contains(600);
        assertThat(pool.cooldown()).contains(Duration.ofMinutes(2));
        assertThat(pool.itemCooldown()).contains(Duration.ofMinutes(10));
        assertThat(imported.document().collections())
                .extracting(PortableCollection::name)
                .containsExactly("Spots", "Fallback of channel 1 'Channel of 1'");
        assertThat(imported.remarks())
                .containsExactly(
                        "channel 1 'Channel of 1': filler list gone is not there: the channel goes without it",
                        "channel 1 'Channel of 1': filler list ../channels/1 is not there: the channel goes without it");
    }

    @Test
    void slotsThatAListWasMadeFromAreCarriedOverInItsPlace() {
        channel(
                2,
                "\"programs\":[" + EPISODE + "," + FILM + "],\"scheduleBackup\":{\"lateness\":300000,\"pad\":1800000,"
                        + "\"maxDays\":365,\"flexPreference\":\"distribute\",\"period\":604800000,\"slots\":["
                        + "{\"time\":72000000,\"showId\":\"tv.Cheers\",\"order\":\"next\"},"
                        + "{\"time\":363600000,\"showId\":\"movie.\",\"order\":\"shuffle\"},"
                        + "{\"time\":400000000,\"showId\":\"flex.\",\"order\":\"next\"},"
                        + "{\"time\":500000000,\"showId\":\"custom.gone\",\"order\":\"next\"}]}");

        Imported imported = Foreign.read(Product.DIZQUETV, folder);

        ScheduleDefinition.TimeSlots slots = (ScheduleDefinition.TimeSlots) Foreign.definition(imported, "2");
        assertThat(slots.lateness()).contains(Duration.ofMinutes(5));
        TimeSlot first = slots.slots().getFirst();
        assertThat(first.start()).isEqualTo(LocalTime.of(20, 0));
        assertThat(first.days()).containsExactly(DayOfWeek.THURSDAY);
        assertThat(first.padTo()).contains(30);
        assertThat(first.spread()).isTrue();
        assertThat(first.content().orElseThrow().order()).isEqualTo(PlaybackOrder.CHRONOLOGICAL);
        TimeSlot second = slots.slots().get(1);
        assertThat(second.days()).containsExactly(DayOfWeek.MONDAY);
        assertThat(second.start()).isEqualTo(LocalTime.of(5, 0));
        assertThat(slots.slots().get(2).content()).isEmpty();
        assertThat(imported.document().collections())
                .extracting(PortableCollection::rule)
                .containsExactly(new CollectionRule.Show("Cheers"), new CollectionRule.Manual(List.of(1L)));
        assertThat(imported.remarks()).singleElement().asString().contains("a slot of 'custom.gone'");
    }

    @Test
    void randomSlotsKeepWeightCooldownAndLength() {
        channel(
                3,
                "\"programs\":[" + EPISODE + "],\"randomScheduleBackup\":{\"pad\":900000,\"padStyle\":\"episode\","
                        + "\"maxDays\":10,\"flexPreference\":\"end\",\"slots\":[{\"showId\":\"tv.Cheers\",\"order\":\"shuffle\","
                        + "\"duration\":3600000,\"cooldown\":1800000,\"weight\":3},{\"showId\":\"flex.\",\"duration\":60000}]}");

        ScheduleDefinition.RandomSlots slots =
                (ScheduleDefinition.RandomSlots) Foreign.definition(Foreign.read(Product.DIZQUETV, folder), "3");

        assertThat(slots.padTo()).contains(15);
        assertThat(slots.padEach()).isTrue();
        assertThat(slots.choice()).isEqualTo(RandomSlot.Choice.WEIGHTED);
        RandomSlot slot = slots.slots().getFirst();
        assertThat(slot.weight()).contains(3);
        assertThat(slot.cooldown()).contains(Duration.ofMinutes(30));
        assertThat(slot.duration()).contains(Duration.ofHours(1));
        assertThat(slot.count()).isEqualTo(Optional.empty());
    }

    @Test
    void oneBrokenChannelDoesNotKeepTheOthers() {
        channel(1, "\"programs\":[" + EPISODE + "]");
        Foreign.write(folder.resolve(".dizquetv/channels/2.json"), "{\"number\":2,");
        Foreign.write(folder.resolve(".dizquetv/channels/3.json"), "{\"number\":3,\"programs\":[]}");

        Imported imported = Foreign.read(Product.DIZQUETV, folder);

        assertThat(imported.document().channels())
                .extracting(PortableChannel::number)
                .hasSize(2);
        assertThat(Foreign.offAir(imported, "3")).isTrue();
        assertThat(imported.remarks())
                .anyMatch(line -> line.contains("2.json: is no JSON") && line.endsWith("the channel is left out"))
                .anyMatch(line -> line.contains("channel 3") && line.contains("has no programmes"));
    }

    @Test
    void aSingleFileThatIsNoChannelIsRefused() {
        Path file = Foreign.write(folder.resolve("1.json"), "{\"name\":\"settings\"}");
        assertThatThrownBy(() -> Foreign.read(Product.DIZQUETV, file))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("it has no list 'programs'");
        Path deep =
                Foreign.write(folder.resolve("2.json"), "{\"programs\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        assertThatThrownBy(() -> Foreign.read(Product.DIZQUETV, deep))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("2.json: is no JSON");
        assertThatThrownBy(() -> Foreign.read(Product.DIZQUETV, folder))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("holds no folder 'channels'");
    }
}
