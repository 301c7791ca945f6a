package tv.exstream.bench.time;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import tv.exstream.engine.time.SystemAirClock;
import tv.exstream.engine.time.Timeline;

/** One operation: the clock of live channels is read, beside the monotonic clock it rests on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AirClockBench {
    private final SystemAirClock clock = new SystemAirClock(new Timeline(Instant.EPOCH));

    @Benchmark
    public long air() {
        return clock.nowTicks90k();
    }

    @Benchmark
    public long monotonic() {
        return System.nanoTime();
    }
}
