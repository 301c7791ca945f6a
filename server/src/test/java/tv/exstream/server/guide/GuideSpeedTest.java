package tv.exstream.server.guide;

import java.io.IOException;
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

/**
 * Two weeks of 100 channels with everything a guide can tell. Limits are wide of what is measured, for machines that do
 * other things, too; those of memory are not.
 */
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
            long id = library.movie("Movie " + i, 1950 + i % 70, List.of("Drama"), Duration.ofSeconds(1200 + i));
            library.describe(id, FullDetails.of(i));
        }
        try (Database database = Database.open(data)) {
            CollectionService collections = new CollectionService(database);
            ChannelService channels = new ChannelService(database, collections, Set.of("default"));
            for (int number = 1; number <= 100; number++) {
                channels.create(ChannelRequest.builder().number(ChannelNumber.of(number)).name("Channel " + number).collection(new CollectionRule.Everything()).build());
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
                assertThat(Duration.ofNanos(built)).isLessThan(Duration.ofSeconds(60));
                LOG.info("built {} ms", built / 1_000_000);
                measure(channels, new GuideService(playouts, library));
            }
        }
    }

    private static void measure(ChannelService channels, GuideService guide) throws IOException {
        long before = usedHeap();
        Counter out = new Counter();
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            // The first round watches the heap, which takes its time.
            out.watching = round == 0;
            long began = System.nanoTime();
            new XmltvWriter(ZoneOffset.UTC)
                    .write(
                            out,
                            channels.channels(),
                            guide,
                            NOW,
                            NOW.plus(Duration.ofDays(14)),
                            new PlainLinks("http://h/"));
            fastest = Math.min(fastest, System.nanoTime() - began);
        }
        long[] days = new long[1000];
        long[] airings = new long[days.length];
        for (int i = 0; i < days.length; i++) {
            ChannelNumber number = ChannelNumber.of(1 + i % 100);
            Instant from = NOW.plus(Duration.ofHours(i % 300));
            long began = System.nanoTime();
            assertThat(guide.entries(number, from, from.plus(Duration.ofDays(1))))
                    .isNotEmpty();
            days[i] = System.nanoTime() - began;
            began = System.nanoTime();
            assertThat(guide.airings(number, from, from.plus(Duration.ofDays(1))))
                    .isNotEmpty();
            airings[i] = System.nanoTime() - began;
        }
        Arrays.sort(days);
        Arrays.sort(airings);
        LOG.info(
                "xmltv {} ms for {} MB, at most {} MB more heap; a day of one channel, 99th percentile: guide {} us,"
                        + " schedule {} us",
                fastest / 1_000_000,
                (out.bytes / 3) >> 20,
                (out.peak - before) >> 20,
                days[990] / 1000,
                airings[990] / 1000);
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofSeconds(5));
        assertThat(out.peak - before).isLessThan(64L << 20);
        assertThat(Duration.ofNanos(days[990])).isLessThan(Duration.ofMillis(20));
        assertThat(Duration.ofNanos(airings[990])).isLessThan(Duration.ofMillis(20));
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Drops what is written, and looks from time to time how much memory is really in use. */
    private static final class Counter extends OutputStream {
        private static final long LOOK_EVERY = 8L << 20;

        private long bytes;
        private long peak;
        private long nextLook = LOOK_EVERY;
        private boolean watching;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
            if (watching && bytes >= nextLook) {
                nextLook = bytes + LOOK_EVERY;
                peak = Math.max(peak, usedHeap());
            }
        }
    }
}
