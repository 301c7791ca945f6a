package tv.exstream.bench.system;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.databind.ObjectMapper;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;

/**
 * The process that is measured: an engine with as many copying channels as asked for, all watched. It prints
 * {@link #STEADY} when everything runs and the figures as one line of JSON at the end, then waits for its standard input
 * to close, so that it can be measured in peace.
 */
public final class EngineLoad {
    static final String STEADY = "STEADY";
    static final String FIGURES = "FIGURES ";

    private static final int TUNE_INS = 20;
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final long TUNE_IN_LIMIT_SECONDS = 30;

    private final Engine engine;
    private final Path clip;
    private final Duration clipLength;

    private EngineLoad(Engine engine, Path clip) {
        this.engine = engine;
        this.clip = clip;
        this.clipLength = engine.probe(new MediaSource.File(clip), Duration.ofSeconds(20))
                .duration()
                .orElseThrow(() -> new IllegalStateException(clip + " has no known length"));
    }

    /** @param args clip, number of channels, seconds to measure, cache folder */
    public static void main(String[] args) throws InterruptedException, IOException {
        Path clip = Path.of(args[0]);
        int channels = Integer.parseInt(args[1]);
        Duration span = Duration.ofSeconds(Long.parseLong(args[2]));
        // the epoch is the process's start: positions are small numbers, which changes nothing
        EngineOptions options = EngineOptions.defaults(Path.of(args[3]), Instant.now());
        try (Engine engine = LiveEngine.start(options)) {
            EngineFigures figures = new EngineLoad(engine, clip).measure(channels, span);
            System.out.println(FIGURES + new ObjectMapper().writeValueAsString(figures));
            while (System.in.read() >= 0) {
                // the parent closes our input when it has read what we cost
            }
        }
    }

    private EngineFigures measure(int channels, Duration span) throws InterruptedException {
        List<ChannelHandle> handles = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            handles.add(engine.register(channel(i, channels)));
        }
        ChannelHandle first = handles.getFirst();
        // the slate is drawn when the channel is registered; a viewer comes later
        Thread.sleep(2_000);
        List<Double> cold = tuneIns(() -> first.stop(), first);
        try (Audience audience = new Audience()) {
            audience.start();
            List<Audience.Seat> seats = new ArrayList<>();
            for (ChannelHandle handle : handles) {
                seats.add(audience.seat(handle.tune(viewer("watcher"))));
                // channels of a real server do not all start within the same millisecond
                Thread.sleep(50);
            }
            Thread.sleep(SETTLE.toMillis());
            List<Double> warm = tuneIns(() -> {}, first);
            return watch(handles, seats, span, cold, warm);
        }
    }

    private EngineFigures watch(
            List<ChannelHandle> handles, List<Audience.Seat> seats, Duration span, List<Double> cold, List<Double> warm)
            throws InterruptedException {
        long[] from = seats.stream().mapToLong(Audience.Seat::newestTicks90k).toArray();
        List<ChannelStatus> before = handles.stream().map(ChannelHandle::status).toList();
        System.out.println(STEADY);
        long begun = System.nanoTime();
        Thread.sleep(span.toMillis());
        double seconds = (System.nanoTime() - begun) / 1e9;
        double[] factors = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            long newest = seats.get(i).newestTicks90k();
            factors[i] = from[i] == Long.MIN_VALUE ? 0 : (newest - from[i]) / 90_000.0 / seconds;
        }
        Arrays.sort(factors);
        List<ChannelStatus> after = handles.stream().map(ChannelHandle::status).toList();
        return new EngineFigures(
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                cold,
                warm,
                factors[0],
                factors[factors.length / 2],
                sum(after, ChannelStatus.Counters::slateMillis) - sum(before, ChannelStatus.Counters::slateMillis),
                sum(after, ChannelStatus.Counters::sourceFailures),
                sum(after, ChannelStatus.Counters::underruns),
                after.stream()
                        .mapToLong(s -> s.counters().lateMaxMillis())
                        .max()
                        .orElse(0),
                seats.stream().mapToLong(Audience.Seat::drops).sum());
    }

    /** Milliseconds from tune() to the first chunk, which is a keyframe's, sorted. */
    private static List<Double> tuneIns(Runnable before, ChannelHandle channel) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < TUNE_INS; i++) {
            before.run();
            // not always at the same distance from the second
            Thread.sleep(130 + i * 37L);
            long begun = System.nanoTime();
            try (ViewerFeed feed = channel.tune(viewer("tune-in-" + i))) {
                CountDownLatch readable = new CountDownLatch(1);
                feed.onReadable(readable::countDown);
                boolean arrived = readable.await(TUNE_IN_LIMIT_SECONDS, TimeUnit.SECONDS);
                long took = System.nanoTime() - begun;
                Chunk chunk = feed.poll();
                if (!arrived || chunk == null || !chunk.startsWithKeyframe()) {
                    throw new IllegalStateException("tuning in gave no keyframe: " + channel.status());
                }
                chunk.release();
                millis.add(took / 1e6);
            }
        }
        before.run();
        millis.sort(null);
        return millis;
    }

    private ChannelSpec channel(int index, int of) {
        // seams are spread out: with all of them at once the bench would measure one moment
        Instant base = Instant.EPOCH.plus(clipLength.multipliedBy(index).dividedBy(of));
        MediaSource source = new MediaSource.File(clip);
        Playout playout = now -> {
            long number = Duration.between(base, now).dividedBy(clipLength);
            Instant start = base.plus(clipLength.multipliedBy(number));
            return Programme.of(number, "Clip " + number, start, start.plus(clipLength), source);
        };
        return new ChannelSpec(
                ChannelNumber.of(index + 1),
                "Bench " + (index + 1),
                OutputProfile.DEFAULT,
                playout,
                Duration.ofMinutes(1));
    }

    private static long sum(List<ChannelStatus> statuses, ToLongFunction<ChannelStatus.Counters> counter) {
        return statuses.stream()
                .mapToLong(s -> counter.applyAsLong(s.counters()))
                .sum();
    }

    private static ViewerInfo viewer(String id) {
        return new ViewerInfo(id, "127.0.0.1", "bench", "ts");
    }
}
