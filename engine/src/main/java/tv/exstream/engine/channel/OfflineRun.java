package tv.exstream.engine.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.Programme;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.slate.SlateLook;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SlateSound;
import tv.exstream.engine.slate.SlateText;
import tv.exstream.engine.source.SourceOpener;
import tv.exstream.engine.time.ManualAirClock;
import tv.exstream.engine.time.Timeline;

/**
 * A channel's pipeline over a finite playout, with a clock that follows the production instead of leading it: source on
 * a thread of its own, splicer and muxer on the caller's.
 */
final class OfflineRun {
    private static final int CELLS = 512;
    private static final Duration PROBE_DEADLINE = Duration.ofSeconds(20);
    /** Stands for "until the source ends". */
    private static final Duration ENDLESS = Duration.ofDays(3650);
    /** The timeline of a file starts here, so that no timestamp is negative. */
    private static final Instant START = Instant.ofEpochSecond(10);

    private static final long PROGRESS_NANOS = 500_000_000;

    private final EngineParts parts;
    private final LiveEngine engine;
    private final TranscodeJob job;
    private final Timeline timeline = new Timeline(Instant.EPOCH);
    private final ChannelCounters counters = new ChannelCounters();
    private final List<TranscodeReport.Input> inputs = new ArrayList<>();
    private final List<Programme> programmes = new ArrayList<>();
    private boolean openEnded;

    OfflineRun(EngineParts parts, LiveEngine engine, TranscodeJob job) {
        this.parts = parts;
        this.engine = engine;
        this.job = job;
    }

    TranscodeReport run() {
        lay();
        long start = timeline.ticksAt(START);
        long end = timeline.ticksAt(programmes.getLast().finish());
        if (job.duration().isPresent()) {
            end = Math.min(end, start + Timeline.ticks(job.duration().get()));
        }
        ManualAirClock clock = new ManualAirClock(start - AirTiming.REORDER_TICKS);
        SlateSet slates = slates();
        ChannelContext context = context(clock, slates, start, end);
        long began = System.nanoTime();
        try (PacketRing<Segment> video = new PacketRing<>(CELLS);
                PacketRing<Segment> audio = new PacketRing<>(CELLS);
                PacketRing<Segment> air = new PacketRing<>(CELLS)) {
            LaneFeed feed = new LaneFeed(video, audio, () -> {});
            Segments segments = new Segments(context);
            SourceLoop source = new SourceLoop(context, feed, segments, SourceLoop.FaultPolicy.THROW);
            long stall = Timeline.ticks(parts.options().stallTimeout());
            Splicer splicer = new Splicer(
                    clock,
                    new VideoLane(video, stall, feed, counters, () -> slates),
                    new AudioLane(audio, stall, feed, counters, () -> slates),
                    air,
                    counters,
                    context.faults(),
                    Long.MAX_VALUE,
                    Long.MAX_VALUE, // this clock follows the production
                    e -> {});
            try (MuxStage mux = new MuxStage(air, context, job.ts(), parts.pool(), this::write, e -> {})) {
                drive(source, feed, splicer, mux, clock, start);
                mux.finish();
            } catch (UncheckedIOException e) {
                throw new EngineException(Kind.UNAVAILABLE, "cannot write the output: " + e.getMessage(), e);
            } finally {
                segments.freeCards();
            }
            Duration played = Timeline.duration(Math.max(0, feed.reach() - start));
            return new TranscodeReport(
                    inputs, played, Duration.ofNanos(System.nanoTime() - began), counters.snapshot());
        }
    }

    /** A slate that was asked for is drawn here and now: what is wrong with it is told, not replaced. */
    private SlateSet slates() {
        if (job.slate().isEmpty()) {
            return SlateSet.of(parts.slates(), job.profile());
        }
        SlateStyle style = job.slate().get();
        SlateLook look = SlateLook.of(style, SlateText.OFF_AIR);
        SlateLoop drawn = parts.slates().drawn(job.profile(), look, SlateSound.of(style));
        SlateSet slates = SlateSet.of(parts.slates(), job.profile(), new ChannelSlates(SlateStyle.DEFAULT, style));
        parts.slates().release(drawn); // the set has it now
        return slates;
    }

    /** Lays the inputs end to end. */
    private void lay() {
        job.slate()
                .ifPresent(slate -> programmes.add(
                        Programme.offline(START, START.plus(job.duration().orElseThrow()))));
        Instant at = START;
        for (int i = 0; i < job.inputs().size(); i++) {
            MediaSource source = job.inputs().get(i);
            Duration inPoint = i == 0 ? job.at() : Duration.ZERO;
            Optional<Duration> length = Optional.empty();
            if (!(source instanceof MediaSource.Synthetic)) {
                MediaProbe probe = engine.probe(source, PROBE_DEADLINE);
                inputs.add(new TranscodeReport.Input(probe, engine.decide(probe, job.profile())));
                length = probe.duration();
            }
            boolean last = i == job.inputs().size() - 1;
            if (length.isEmpty() && !last) {
                throw new EngineException(
                        Kind.UNSUPPORTED,
                        source.describe() + " has no known length, so nothing can follow it: put it last");
            }
            openEnded = length.isEmpty();
            Duration rest = length.orElse(ENDLESS).minus(inPoint);
            if (!rest.isPositive()) {
                throw new EngineException(
                        Kind.NOT_FOUND,
                        source.describe() + " is over before " + inPoint + " (it plays " + length.orElseThrow() + ")");
            }
            Instant finish = at.plus(rest);
            programmes.add(new Programme(i, title(source), at, finish, Optional.of(source), inPoint));
            at = finish;
        }
    }

    private static String title(MediaSource source) {
        if (source instanceof MediaSource.File(Path path)) {
            return String.valueOf(path.getFileName());
        }
        return source.describe();
    }

    private Programme programmeAt(Instant instant) {
        for (Programme programme : programmes) {
            if (programme.covers(instant)) {
                return programme;
            }
        }
        Instant end = programmes.getLast().finish();
        return Programme.offline(end, end.plus(ENDLESS));
    }

    private ChannelContext context(ManualAirClock clock, SlateSet slates, long start, long end) {
        // Nobody waits for this run: a source may be silent as long as opening it may take.
        Duration patience = parts.options().openDeadline();
        Setup setup = new Setup(job.profile(), slates, new SourceOpener(job.profile(), patience, patience));
        return new ChannelContext(
                "transcode",
                "EXStreamTV",
                () -> setup,
                () -> this::programmeAt,
                timeline,
                clock,
                parts.threads(),
                parts.slates(),
                parts.encoders(),
                counters,
                new ThrottledFaults(LoggerFactory.getLogger(OfflineRun.class), System::nanoTime),
                parts.options(),
                start,
                end,
                true,
                openEnded,
                () -> false,
                ticks -> LockSupport.parkNanos(2_000_000));
    }

    private void drive(
            SourceLoop source, LaneFeed feed, Splicer splicer, MuxStage mux, ManualAirClock clock, long start) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform()
                .name("transcode-source")
                .daemon()
                .uncaughtExceptionHandler((t, e) -> failure.set(e))
                .start(source);
        long began = System.nanoTime();
        long told = began;
        try {
            boolean done = false;
            while (!done) {
                done = source.finished();
                if (done) {
                    splicer.end();
                }
                long target = done ? feed.reach() : feed.producedDts() - 1; // what is due there may be still to come
                if (job.realtime()) {
                    long paced = start + Timeline.ticksOfNanos(System.nanoTime() - began);
                    done &= paced >= target;
                    target = Math.min(target, paced);
                }
                boolean moved = target > clock.nowTicks90k();
                if (moved) {
                    clock.set(target);
                }
                splicer.doWork();
                mux.doWork();
                source.unpark();
                if (System.nanoTime() - told > PROGRESS_NANOS) {
                    told = System.nanoTime();
                    tell(clock.nowTicks90k() - start);
                }
                if (!moved && !done) {
                    LockSupport.parkNanos(500_000);
                }
                if (Thread.interrupted()) {
                    throw new EngineException(Kind.UNAVAILABLE, "the transcode was cancelled");
                }
            }
            tell(feed.reach() - start);
        } finally {
            source.stop();
            source.cancel();
            join(thread);
        }
        Throwable thrown = failure.get();
        if (thrown instanceof EngineException e) {
            throw e;
        }
        if (thrown != null) {
            throw new EngineException(Kind.INTERNAL, "the source failed: " + thrown, thrown);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(long doneTicks) {
        Optional<Duration> total = job.duration()
                .or(() -> openEnded
                        ? Optional.empty()
                        : Optional.of(
                                Duration.between(START, programmes.getLast().finish())));
        job.progress()
                .accept(new TranscodeJob.Progress(
                        Timeline.duration(Math.max(0, doneTicks)), total, counters.bytes.sum()));
    }

    private void write(PooledChunk chunk) {
        try {
            ByteBuffer bytes = chunk.bytes();
            while (bytes.hasRemaining()) {
                job.out().write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    e); // passes through the mux stage, which takes an EngineException as a bad packet
        } finally {
            chunk.release();
        }
    }
}
