package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WarmChannelTest {
    private final Engine engine = LiveEngine.start(
            EngineOptions.defaults(Path.of("target", "slates"), Instant.parse("2026-01-01T00:00:00Z")));
    private final ChannelHandle channel = engine.register(new ChannelSpec(
            ChannelNumber.of(7),
            "Warm",
            OutputProfile.DEFAULT.withSize(320, 180),
            at -> Programme.offline(at, at.plusSeconds(3600)),
            Duration.ofMillis(100)));

    @AfterEach
    void close() {
        engine.close();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private boolean is(ChannelStatus.State state) {
        return channel.status().state() == state;
    }

    @Test
    void runsWithoutViewersUntilItIsNotWanted() throws Exception {
        channel.keepWarm(true);
        channel.keepWarm(true);
        await(() -> is(ChannelStatus.State.LINGERING));
        try (ViewerFeed feed = channel.tune(new ViewerInfo("a", "127.0.0.1", "test", "ts"))) {
            await(() -> feed.queuedBytes() > 0);
        }
        Thread.sleep(500); // several lingers
        assertThat(channel.status().state()).isEqualTo(ChannelStatus.State.LINGERING);
        assertThat(channel.status().counters().starts()).isEqualTo(1);
        channel.keepWarm(false);
        await(() -> is(ChannelStatus.State.STOPPED));
    }

    @Test
    void whoStopsItEndsItsBeingKeptWarm() throws Exception {
        channel.keepWarm(true);
        await(() -> is(ChannelStatus.State.LINGERING));
        channel.stop();
        assertThat(channel.status().state()).isEqualTo(ChannelStatus.State.STOPPED);
        try (ViewerFeed feed = channel.tune(new ViewerInfo("a", "127.0.0.1", "test", "ts"))) {
            await(() -> feed.queuedBytes() > 0);
        }
        await(() -> is(ChannelStatus.State.STOPPED));
        channel.keepWarm(true);
        await(() -> is(ChannelStatus.State.LINGERING));
    }

    @Test
    void aFailedRunIsFollowedByAnother() throws Exception {
        channel.keepWarm(true);
        await(() -> is(ChannelStatus.State.LINGERING));
        ((LiveChannel) channel).failed(new IllegalStateException("a stage of the test's failed"));
        await(() -> channel.status().counters().starts() == 2 && is(ChannelStatus.State.LINGERING));
        assertThat(channel.status().fault()).isPresent();
    }

    @Test
    void aRetiredChannelIsNotWarm() throws Exception {
        channel.keepWarm(true);
        await(() -> is(ChannelStatus.State.LINGERING));
        engine.retire(channel.number());
        channel.keepWarm(true);
        assertThat(channel.status().state()).isEqualTo(ChannelStatus.State.STOPPED);
    }
}
