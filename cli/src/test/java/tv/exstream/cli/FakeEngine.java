package tv.exstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.BlackSpan;
import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;

/** An engine that knows one film and writes one packet; what it was asked is kept. */
final class FakeEngine implements Engine {
    final List<TranscodeJob> jobs = new ArrayList<>();
    Optional<EngineException> failure = Optional.empty();
    boolean writesBeforeFailing;
    boolean closed;

    static MediaProbe film(String source) {
        return new MediaProbe(
                source,
                "matroska,webm",
                Optional.of(Duration.ofMillis(5_025_250)),
                OptionalLong.of(6_000_000),
                List.of(video(), audio()),
                List.of(new MediaProbe.Chapter(Duration.ZERO, Duration.ofSeconds(60), Optional.of("Opening"))),
                Map.of("title", "The Film"));
    }

    private static MediaProbe.Stream video() {
        return new MediaProbe.Stream(
                0,
                MediaProbe.Kind.VIDEO,
                "hevc",
                Optional.of("Main 10"),
                3840,
                2160,
                OptionalDouble.of(24_000 / 1001.0),
                Optional.of("yuv420p10le"),
                10,
                Optional.of("1:1"),
                false,
                true,
                0,
                false,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(4)),
                OptionalInt.of(2),
                true,
                false,
                false);
    }

    private static MediaProbe.Stream audio() {
        return new MediaProbe.Stream(
                1,
                MediaProbe.Kind.AUDIO,
                "aac",
                Optional.of("LC"),
                0,
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                false,
                0,
                false,
                48_000,
                2,
                Optional.of("stereo"),
                Optional.of("eng"),
                Optional.empty(),
                OptionalLong.of(160_000),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                true,
                false,
                false);
    }

    @Override
    public MediaProbe probe(MediaSource source, Duration deadline) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return film(source.describe());
    }

    @Override
    public List<StreamDecision> decide(MediaProbe probe, OutputProfile profile) {
        return List.of(
                new StreamDecision(false, "hevc", "HEVC is not H.264"),
                new StreamDecision(
                        profile.copyAudio(), "aac", profile.copyAudio() ? "fits" : "profile copies nothing"));
    }

    @Override
    public TranscodeReport transcode(TranscodeJob job) {
        jobs.add(job);
        if (failure.isEmpty() || writesBeforeFailing) {
            try {
                job.out().write(ByteBuffer.allocate(188).put(0, (byte) 0x47));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        List<TranscodeReport.Input> inputs = job.inputs().stream()
                .map(source -> film(source.describe()))
                .map(probe -> new TranscodeReport.Input(probe, decide(probe, job.profile())))
                .toList();
        return new TranscodeReport(
                inputs,
                Duration.ofSeconds(10),
                Duration.ofSeconds(4),
                new ChannelStatus.Counters(1, 1, 188, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of()));
    }

    @Override
    public ChannelHandle register(ChannelSpec spec) {
        throw new UnsupportedOperationException("no command registers channels itself");
    }

    @Override
    public Optional<ChannelHandle> channel(ChannelNumber number) {
        return Optional.empty();
    }

    @Override
    public List<ChannelHandle> channels() {
        return List.of();
    }

    @Override
    public void retire(ChannelNumber number) {}

    @Override
    public BlackReport blacks(BlackScan scan) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        scan.progress().accept(Duration.ofSeconds(60));
        return new BlackReport(
                List.of(
                        new BlackSpan(Duration.ofMillis(61_000), Duration.ofMillis(62_000), 1, true),
                        new BlackSpan(Duration.ofMillis(3_723_400), Duration.ofMillis(3_723_800), 0.75, false)),
                Duration.ofMillis(5_025_250),
                Optional.empty());
    }

    @Override
    public Map<String, Long> liveNatives() {
        return Map.of();
    }

    @Override
    public void close() {
        closed = true;
    }
}
