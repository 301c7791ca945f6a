package tv.exstream.server.guide;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** Two weeks of 100 channels. Limits are wide of what is measured, for machines that do other things, too. */
class GuideSpeedTest {
    private static final Logger LOG = LoggerFactory.getLogger(GuideSpeedTest.class);
    private static final Instant NOW = Instant.parse("2026-03-27T18:10:20Z");

    @TempDir
    Path data;

    @Test
    @Timeout(120)
    void answersFromMemoryInMilliseconds() throws Exception {
        FakeLibrary library = new FakeLibrary();
        for (int i = 0; i < 2000; i++) {
            library.movie("Movie " + i, 1950 + i % 70, List.of("Drama"), Duration.ofSeconds(1200 + i));
        }
        try (Database database = Database.open(data)) {
            CollectionService collections = new CollectionService(database);
            ChannelService channels = new ChannelService(database, collections, Set.of("default"));
            for (int number = 1; number <= 100; number++) {
                channels.create(new ChannelRequest(
                        Optional.of(ChannelNumber.of(number)),
                        Optional.of("Channel " + number),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new CollectionRule.Everything()),
                        Optional.empty()));
            }
            try (PlayoutService playouts = new PlayoutService(
                    database,
                    channels,
                    collections,
                    library,
                    () -> NOW,
                    PlayoutSettings.withHorizon(Duration.ofDays(14)))) {
                long began = System.nanoTime();
                playouts.tick();
                long built = System.nanoTime() - began;
                GuideService guide = new GuideService(playouts, library);
                began = System.nanoTime();
                new XmltvWriter(ZoneOffset.UTC)
                        .write(
                                OutputStream.nullOutputStream(),
                                channels.channels(),
                                guide,
                                NOW,
                                NOW.plus(Duration.ofDays(14)),
                                channel -> "logo");
                long written = System.nanoTime() - began;
                long[] days = new long[101];
                for (int i = 0; i < days.length; i++) {
                    began = System.nanoTime();
                    assertThat(guide.entries(ChannelNumber.of(1 + i % 100), NOW, NOW.plus(Duration.ofDays(1))))
                            .isNotEmpty();
                    days[i] = System.nanoTime() - began;
                }
                Arrays.sort(days);
                LOG.info(
                        "built {} ms, xmltv {} ms, a day of one channel {} us",
                        built / 1_000_000,
                        written / 1_000_000,
                        days[50] / 1000);
                assertThat(Duration.ofNanos(built)).isLessThan(Duration.ofSeconds(60));
                assertThat(Duration.ofNanos(written)).isLessThan(Duration.ofSeconds(10));
                assertThat(Duration.ofNanos(days[50])).isLessThan(Duration.ofMillis(20));
            }
        }
    }
}
