package tv.exstream.server.playout;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.library.MediaItem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A library of 10,000 items, the database included. What counts is the processor's time, so that machines which do other
 * things, too, agree.
 */
class PlayoutSpeedTest {
    private static final Instant NOW = Instant.parse("2026-03-27T18:10:20Z");
    private static final int CHANNELS = 100;

    private static FakeLibrary library() {
        FakeLibrary single = new FakeLibrary();
        for (int show = 0; show < 80; show++) {
            single.episode("Show " + show, 1, 1, Duration.ofMinutes(20));
        }
        List<MediaItem> first = single.items();
        FakeLibrary all = new FakeLibrary();
        all.replaceAll(IntStream.range(0, 10_000)
                .mapToObj(i -> numbered(first.get(i % 80), i))
                .toList());
        return all;
    }

    private static MediaItem numbered(MediaItem show, int i) {
        int episode = i / 80;
        return new MediaItem(
                i + 1L,
                1,
                show.path().resolveSibling("e" + i + ".mkv"),
                show.kind(),
                "Episode " + i,
                show.show(),
                OptionalInt.of(1 + episode / 20),
                OptionalInt.of(1 + episode % 20),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of("Drama"),
                Optional.empty(),
                Duration.ofSeconds(1200 + i % 1800),
                true,
                true,
                Instant.EPOCH);
    }

    /** Of the processor, by this thread, which does all of it. */
    private static Duration taking(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    }

    @Test
    @Timeout(300)
    void aHundredChannelsForTwoWeeksAndOneMoreDay(@TempDir Path data) {
        FakeLibrary library = new FakeLibrary();
        try (PlayoutFixture server = new PlayoutFixture(data, library, NOW, Duration.ofDays(14))) {
            for (int number = 1; number <= CHANNELS; number++) {
                server.channels.create(ChannelRequest.builder().number(ChannelNumber.of(number)).name("Channel " + number).collection(number % 2 == 0
                                        ? new CollectionRule.Everything()
                                        : new CollectionRule.Show("Show " + number % 80)).build());
            }
            library.replaceAll(library().items());
            Duration all = taking(server.playouts::tick);
            Duration day = Duration.ofDays(1);
            for (int i = 0; i < 5; i++) {
                server.now = server.now.plus(Duration.ofDays(1));
                Duration took = taking(server.playouts::tick).dividedBy(CHANNELS);
                day = took.compareTo(day) < 0 ? took : day;
            }
            System.out.println(CHANNELS + " channels for 14 days in " + all.toMillis() + " ms, a day more of one in "
                    + day.toNanos() / 1000 + " us");
            assertThat(all).isLessThan(Duration.ofSeconds(5));
            assertThat(day).isLessThan(Duration.ofMillis(20));
            assertThat(server.timeline().items()).hasSizeGreaterThan(500);
        }
    }
}
