package tv.exstream.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.databind.ObjectMapper;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.fanout.ViewerInfo;

/**
 * The process that is measured: an engine with many copying channels, all started, watched and stopped, again and
 * again. Prints its figures as one line of JSON.
 */
public final class ChannelsLoad {
    static final String RESULT = "RESULT ";

    private static final long KEYFRAME_LIMIT_NANOS = 30_000_000_000L;
    private static final Duration SETTLE = Duration.ofSeconds(8);
    private static final Duration SAMPLE = Duration.ofSeconds(2);
    private static final Duration HANDLES_BACK = Duration.ofSeconds(10);

    private final Engine engine;
    private final List<ChannelHandle> handles = new ArrayList<>();
    private final Duration watch;
    private final int staggerMillis;

    private ChannelsLoad(Engine engine, Duration watch, int staggerMillis) {
        this.engine = engine;
        this.watch = watch;
        this.staggerMillis = staggerMillis;
    }

    /**
     * What the process was like.
     *
     * @param idle before the first channel started, after a collection
     */
    record Result(Vitals idle, List<Cycle> cycles) {
        Result {
            cycles = List.copyOf(cycles);
        }
    }

    /** @param args clip, seconds each airing lasts, channels, cycles, seconds to watch, stagger, cache folder */
    public static void main(String[] args) throws InterruptedException, IOException {
        int channels = Integer.parseInt(args[2]);
        Lineup lineup = new Lineup(Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[1])), channels, 999);
        // the epoch is the process's start: positions are small numbers, which changes nothing
        EngineOptions options = EngineOptions.defaults(Path.of(args[6]), Instant.now());
        try (Engine engine = LiveEngine.start(options)) {
            ChannelsLoad load =
                    new ChannelsLoad(engine, Duration.ofSeconds(Long.parseLong(args[4])), Integer.parseInt(args[5]));
            for (int i = 0; i < channels; i++) {
                load.handles.add(engine.register(lineup.channel(i, OutputProfile.DEFAULT)));
            }
            Result result = load.run(Integer.parseInt(args[3]));
            System.out.println(RESULT + new ObjectMapper().writeValueAsString(result));
        }
    }

    private Result run(int cycles) throws InterruptedException {
        Map<String, Long> natives = settledNatives(engine);
        Vitals idle = Vitals.afterCollection();
        List<Cycle> done = new ArrayList<>();
        for (int i = 1; i <= cycles; i++) {
            System.err.printf("cycle %d of %d: %d channels, %d s%n", i, cycles, handles.size(), watch.toSeconds());
            done.add(cycle(natives));
        }
        return new Result(idle, done);
    }

    /** Native objects alive once what is made at the start, slates, is made. */
    static Map<String, Long> settledNatives(Engine engine) throws InterruptedException {
        Map<String, Long> natives = engine.liveNatives();
        for (int same = 0; same < 10; same++) {
            Thread.sleep(200);
            Map<String, Long> now = engine.liveNatives();
            if (!now.equals(natives) || now.isEmpty()) {
                same = 0;
            }
            natives = now;
        }
        return natives;
    }

    private Cycle cycle(Map<String, Long> nativesBefore) throws InterruptedException {
        List<ChannelStatus.Counters> before = counters();
        List<Audience.Seat> seats;
        Watched watched;
        try (Audience audience = new Audience()) {
            audience.start();
            for (ChannelHandle handle : handles) {
                long tuned = System.nanoTime();
                audience.seat(handle.tune(new ViewerInfo("watcher", "127.0.0.1", "bench", "ts")), tuned);
                Thread.sleep(staggerMillis);
            }
            seats = audience.seats();
            watched = watch(audience);
        }
        List<ChannelStatus.Counters> after = counters();
        handles.forEach(ChannelHandle::stop);
        Map<String, Long> leftOver = leftOver(nativesBefore);
        Thread.sleep(Lineup.LINGER.multipliedBy(2).toMillis());
        return watched.cycle(seats, before, after, Vitals.afterCollection(), leftOver);
    }

    private Watched watch(Audience audience) throws InterruptedException {
        long deadline = System.nanoTime() + KEYFRAME_LIMIT_NANOS;
        List<Double> tuneIns = new ArrayList<>();
        for (Audience.Seat seat : audience.seats()) {
            if (seat.awaitKeyframe(Math.max(1, deadline - System.nanoTime()))) {
                tuneIns.add(seat.tuneInMillis());
            }
        }
        Thread.sleep(SETTLE.toMillis());
        audience.seats().forEach(Audience.Seat::takeLongestGapMillis);
        long[] from = progress(audience);
        long cpu = Vitals.cpuNanos();
        long ownCpu = audience.cpuNanos();
        Allocation allocated = Allocation.now();
        long packets = packets();
        long begun = System.nanoTime();
        List<Vitals> samples = new ArrayList<>();
        do {
            Thread.sleep(SAMPLE.toMillis());
            samples.add(Vitals.now());
        } while (System.nanoTime() - begun < watch.toNanos());
        long[] to = progress(audience);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cores = (Vitals.cpuNanos() - cpu) / 1e9 / seconds;
        double ownCores = (audience.cpuNanos() - ownCpu) / 1e9 / seconds;
        allocated = Allocation.now().since(allocated);
        packets = packets() - packets;
        List<Double> factors = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            factors.add((to[i] - from[i]) / 90_000.0 / seconds);
        }
        factors.sort(null);
        return new Watched(
                tuneIns,
                factors,
                seconds,
                cores,
                ownCores,
                1.0 * allocated.air() / packets,
                1.0 * allocated.source() / packets,
                samples,
                Vitals.afterCollection());
    }

    /** Encoded packets aired so far. */
    private long packets() {
        return counters().stream().mapToLong(ChannelStatus.Counters::packets).sum();
    }

    private static long[] progress(Audience audience) {
        return audience.seats().stream()
                .mapToLong(seat -> seat.figures().progressTicks90k())
                .toArray();
    }

    private Map<String, Long> leftOver(Map<String, Long> before) throws InterruptedException {
        long deadline = System.nanoTime() + HANDLES_BACK.toNanos();
        Map<String, Long> more = more(before);
        while (!more.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
            more = more(before);
        }
        return more;
    }

    private Map<String, Long> more(Map<String, Long> before) {
        Map<String, Long> more = new TreeMap<>(engine.liveNatives());
        more.replaceAll((kind, n) -> n - before.getOrDefault(kind, 0L));
        more.values().removeIf(n -> n == 0);
        return more;
    }

    private List<ChannelStatus.Counters> counters() {
        return handles.stream().map(handle -> handle.status().counters()).toList();
    }

    /** What was seen between the start and the stop. */
    private record Watched(
            List<Double> tuneIns,
            List<Double> factors,
            double seconds,
            double cores,
            double ownCores,
            double airBytes,
            double sourceBytes,
            List<Vitals> samples,
            Vitals steady) {
        Cycle cycle(
                List<Audience.Seat> seats,
                List<ChannelStatus.Counters> before,
                List<ChannelStatus.Counters> after,
                Vitals stopped,
                Map<String, Long> leftOver) {
            List<TsWatch.Figures> figures =
                    seats.stream().map(Audience.Seat::figures).toList();
            return new Cycle(
                    seats.size(),
                    tuneIns.size(),
                    tuneIns.stream().sorted().toList(),
                    factors.getFirst(),
                    factors.get(factors.size() / 2),
                    sum(figures, TsWatch.Figures::packets),
                    sum(figures, TsWatch.Figures::continuityErrors),
                    sum(figures, f -> f.syncErrors() + f.transportErrors()),
                    sum(figures, TsWatch.Figures::pcrJumps),
                    sum(seats, Audience.Seat::drops),
                    seats.stream()
                            .mapToDouble(Audience.Seat::takeLongestGapMillis)
                            .max()
                            .orElse(0),
                    grown(before, after, ChannelStatus.Counters::seams),
                    grown(before, after, ChannelStatus.Counters::slateMillis),
                    grown(before, after, ChannelStatus.Counters::sourceFailures),
                    grown(before, after, ChannelStatus.Counters::underruns),
                    after.stream()
                            .mapToLong(ChannelStatus.Counters::lateMaxMillis)
                            .max()
                            .orElse(0),
                    seconds,
                    cores,
                    ownCores,
                    airBytes,
                    sourceBytes,
                    samples,
                    steady,
                    stopped,
                    leftOver);
        }

        private static <T> long sum(List<T> all, ToLongFunction<T> figure) {
            return all.stream().mapToLong(figure).sum();
        }

        private static long grown(
                List<ChannelStatus.Counters> before,
                List<ChannelStatus.Counters> after,
                ToLongFunction<ChannelStatus.Counters> counter) {
            return sum(after, counter) - sum(before, counter);
        }
    }
}
