package tv.exstream.server.playout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.TestClips;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.config.Settings.Library.Analysis;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.ScanListener;
import tv.exstream.server.library.ScanOptions;
import tv.exstream.server.library.analysis.AnalysisOptions;
import tv.exstream.server.library.analysis.AnalysisPace;
import tv.exstream.server.library.analysis.BlackAnalysis;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** From a file's pictures to the break in a channel's playout: real engine, database, library, schedule. */
@Timeout(120)
class BlackFramesLiveTest {
    @TempDir
    Path dir;

    @Test
    void aProgrammeIsInterruptedWhereItsPictureIsBlack() throws Exception {
        Path root = Files.createDirectories(dir.resolve("media"));
        copy(
                TestClips.clip(
                        "break-at-black.mp4",
                        "-f lavfi -i testsrc2=size=320x180:rate=25 -f lavfi -i sine=frequency=440 -t 20"
                                + " -vf drawbox=enable='between(t,11.999,12.98)':color=black:t=fill"
                                + " -af volume=enable='between(t,12,13)':volume=0 -c:v libx264 -preset ultrafast -c:a aac"),
                root.resolve("Films/Film (1999).mp4"));
        copy(TestClips.h264Aac("break-spot", 3, 320, 180, "25"), root.resolve("spots/spot.mp4"));
        InstantSource clock = InstantSource.system();
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(dir.resolve("cache"), Instant.EPOCH));
                Database database = Database.open(dir.resolve("data"));
                LibraryService library = new LibraryService(database, engine, clock, ScanOptions.DEFAULT);
                BlackAnalysis analysis = new BlackAnalysis(
                        database,
                        engine,
                        library,
                        clock,
                        AnalysisOptions.of(Analysis.FULL),
                        new AnalysisPace(Analysis.FULL, () -> new AnalysisPace.Load(false, 0)))) {
            library.scan(library.add(root).id(), ScanListener.NONE).get(60, TimeUnit.SECONDS);
            CollectionService collections = new CollectionService(database);
            ChannelService channels = new ChannelService(database, collections, Set.of("default"));
            PlayoutSettings settings = PlayoutSettings.withHorizon(Duration.ofHours(2));
            try (PlayoutService playouts =
                    new PlayoutService(database, channels, collections, library, clock, settings)) {
                library.onChange(playouts::tick);
                long films = collection(database, collections, "films", "Film");
                long spots = collection(database, collections, "spots", "spot");
                create(channels);
                playouts.tick();
                playouts.apply(PlayoutFixture.ONE, PlayoutFixture.edit(definition(films, spots), OptionalLong.of(1)));
                assertThat(breaks(playouts)).isEmpty();
                analysis.start(new BlackDemand(playouts, channels, clock));
                long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (breaks(playouts).isEmpty()) {
                    assertThat(System.nanoTime()).as("no break is found").isLessThan(patience);
                    Thread.sleep(20);
                }
                List<ScheduledItem> items = playouts.timeline(PlayoutFixture.ONE).orElseThrow().items().stream()
                        .map(PlayoutItem::item)
                        .toList();
                int at = items.indexOf(breaks(playouts).getFirst());
                assertThat(items.get(at - 1).outPoint())
                        .isBetween(Duration.ofMillis(12_400), Duration.ofMillis(12_600));
                assertThat(items.get(at + 1).inPoint())
                        .isEqualTo(items.get(at - 1).outPoint());
                assertThat(analysis.status().done()).isEqualTo(1);
            }
        }
    }

    private static List<ScheduledItem> breaks(PlayoutService playouts) {
        return playouts.timeline(PlayoutFixture.ONE).orElseThrow().items().stream()
                .map(PlayoutItem::item)
                .filter(item ->
                        item.fillerKind().filter(FillerKind.MID_ROLL::equals).isPresent())
                .toList();
    }

    private static ScheduleDefinition definition(long films, long spots) throws Exception {
        return ScheduleJson.configure(JsonMapper.builder())
                .build()
                .readValue("""
                {"kind": "classic", "items": [{
                  "content": {"from": {"collection": %d}, "order": "chronological"}, "mode": {"kind": "flood"},
                  "filler": [{"kind": "mid_roll", "mode": {"kind": "count", "count": 1},
                    "pools": [{"draw": {"from": {"collection": %d}, "order": "chronological"}}],
                    "breaks": {"at": {"kind": "black_frames", "silent": true}, "apart": "PT5S", "keepEnd": "PT2S"}}]}]}
                """.formatted(films, spots), ScheduleDefinition.class);
    }

    private static long collection(Database database, CollectionService collections, String name, String title) {
        long[] id = new long[1];
        database.writes()
                .useTransaction(handle -> id[0] = collections.add(handle, name, new CollectionRule.Title(title)));
        collections.reload();
        return id[0];
    }

    private static void create(ChannelService channels) {
        channels.create(ChannelRequest.builder()
                .number(PlayoutFixture.ONE)
                .name("One")
                .collection(new CollectionRule.Everything())
                .build());
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to.getParent());
        Files.setLastModifiedTime(Files.copy(from, to), FileTime.from(Instant.parse("2025-06-01T10:00:00Z")));
    }
}
