package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Clips;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.source.EncoderFactory;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.SystemAirClock;
import tv.exstream.engine.time.Timeline;
import tv.exstream.natives.FFmpeg;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole channel whose clock is set while it is on air. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ClockJumpTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(6);

    private final Timeline timeline = new Timeline(EPOCH);
    private final AtomicLong offset = new AtomicLong();
    private final SystemAirClock real = new SystemAirClock(timeline);
    private final AirClock clock = () -> real.nowTicks90k() + offset.get();
    private final SlateLibrary library = new SlateLibrary(Path.of("target", "slates"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ChannelCounters counters = new ChannelCounters();
    private final AirDeck deck = new AirDeck(0);

    ClockJumpTest() {
        FFmpeg.load();
    }

    @AfterEach
    void free() {
        deck.close();
        library.close();
        threads.shutdown();
        timer.shutdown();
    }

    /** The same film over and over since the epoch and for ever. */
    private static Playout loop() {
        MediaSource film = new MediaSource.File(Clips.copied(6));
        return instant -> {
            long number = Math.floorDiv(Duration.between(EPOCH, instant).toMillis(), LENGTH.toMillis());
            Instant start = EPOCH.plus(LENGTH.multipliedBy(number));
            return new Programme(number, "Film", start, start.plus(LENGTH), Optional.of(film), Duration.ZERO);
        };
    }

    private static void within(Duration limit, BooleanSupplier condition, Supplier<String> state)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).as(state).isTrue();
    }

    private void followsBy(OutputProfile profile, long ticks) throws InterruptedException {
        ThrottledFaults faults = new ThrottledFaults(LoggerFactory.getLogger(ClockJumpTest.class), System::nanoTime);
        EngineParts parts = new EngineParts(
                EngineOptions.defaults(Path.of("target", "slates"), EPOCH),
                timeline,
                clock,
                library,
                new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES),
                EncoderFactory.LIBAV,
                threads,
                timer);
        ChannelSpec spec = new ChannelSpec(ChannelNumber.of(7), "Jumps", profile, loop(), Duration.ZERO);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ChannelRun run = new ChannelRun(parts, deck, spec, spec::playout, counters, faults, () -> {}, failure::set);
        Supplier<String> state = () -> "slate " + run.onSlate() + ", segment " + run.segment() + ", now "
                + clock.nowTicks90k() + ", " + counters.snapshot() + ", " + faults.newest() + ", " + failure.get();
        run.start();
        try {
            within(Duration.ofSeconds(20), () -> run.onAir() && !run.onSlate(), state);
            long packets = counters.packets.sum();
            offset.addAndGet(ticks);
            within(Duration.ofSeconds(5), () -> counters.reanchors.sum() == 1, state);
            within(Duration.ofSeconds(20), () -> !run.onSlate() && programmeIsThePresentOne(run), state);
            assertThat(counters.packets.sum() - packets).as("no burst").isLessThan(3_000);
            assertThat(counters.violations.sum()).isZero();
            assertThat(counters.reanchors.sum()).isEqualTo(1);
        } finally {
            run.stop();
        }
    }

    private boolean programmeIsThePresentOne(ChannelRun run) {
        long now = clock.nowTicks90k();
        return run.segment()
                .filter(s -> now >= s.startTicks() - Timeline.RATE && now < s.finishTicks() + Timeline.RATE)
                .isPresent();
    }

    @Test
    void aCopyingChannelGoesOnTwoHoursLater() throws InterruptedException {
        followsBy(OutputProfile.DEFAULT.withSize(320, 180), 7_200 * Timeline.RATE);
    }

    @Test
    void aTranscodingChannelGoesOnTwoHoursEarlier() throws InterruptedException {
        followsBy(OutputProfile.DEFAULT.withSize(320, 180).transcodingAll(), -7_200 * Timeline.RATE);
    }
}
