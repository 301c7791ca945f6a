package tv.exstream.server.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.BlackSpan;
import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;

/** Probes the files that {@link #write} makes: a zero byte, then {@code FAKE key=value;…}. Everything else is malformed. */
final class FakeEngine implements Engine {
    final AtomicInteger probes = new AtomicInteger();
    final AtomicInteger concurrent = new AtomicInteger();
    final AtomicInteger mostConcurrent = new AtomicInteger();
    final List<String> looks = new CopyOnWriteArrayList<>();
    /** Each look at a file's pictures takes one before it ends. */
    final Semaphore looking = new Semaphore(1_000);

    volatile Duration probeTakes = Duration.ZERO;

    static Path write(Path file, String description) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "\0FAKE " + description + " for " + file.getFileName());
    }

    static Path clip(Path file, int seconds) throws IOException {
        return write(file, "seconds=" + seconds + ";video=1;audio=1;");
    }

    @Override
    public MediaProbe probe(MediaSource source, Duration deadline) {
        probes.incrementAndGet();
        mostConcurrent.accumulateAndGet(concurrent.incrementAndGet(), Math::max);
        try {
            Thread.sleep(probeTakes);
            return read(((MediaSource.File) source).path());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "interrupted", e);
        } finally {
            concurrent.decrementAndGet();
        }
    }

    private static Map<String, String> values(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new EngineException(EngineException.Kind.NOT_FOUND, "cannot open " + file, e);
        }
        if (!text.startsWith("\0FAKE ")) {
            throw new EngineException(EngineException.Kind.MALFORMED, "Invalid data found when processing input");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.substring(6).split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return values;
    }

    private static MediaProbe read(Path file) {
        Map<String, String> values = values(file);
        if (values.containsKey("throw")) {
            throw new EngineException(
                    EngineException.Kind.valueOf(values.getOrDefault("throw", "")),
                    "told to for " + file.getFileName());
        }
        if (values.containsKey("bug")) {
            throw new IllegalStateException("a bug");
        }
        List<MediaProbe.Stream> streams = new ArrayList<>();
        if (values.containsKey("video")) {
            streams.add(stream(0, MediaProbe.Kind.VIDEO, "h264", values));
        }
        if (values.containsKey("audio")) {
            streams.add(stream(1, MediaProbe.Kind.AUDIO, "aac", values));
        }
        if (values.containsKey("subtitle")) {
            streams.add(stream(2, MediaProbe.Kind.SUBTITLE, "subrip", values));
        }
        Map<String, String> tags = new LinkedHashMap<>(values);
        tags.keySet().retainAll(List.of("title", "date", "artist", "album", "director", "genre", "description"));
        return new MediaProbe(
                file.toString(),
                "fake",
                Optional.ofNullable(values.get("seconds")).map(s -> Duration.ofSeconds(Long.parseLong(s))),
                OptionalLong.empty(),
                streams,
                chapters(values.getOrDefault("chapters", "")),
                tags);
    }

    /** @param text seconds at which chapters end, separated by commas */
    private static List<MediaProbe.Chapter> chapters(String text) {
        List<MediaProbe.Chapter> chapters = new ArrayList<>();
        Duration start = Duration.ZERO;
        for (String end : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Duration finish = Duration.ofSeconds(Long.parseLong(end));
            chapters.add(new MediaProbe.Chapter(start, finish, Optional.of("Part " + (chapters.size() + 1))));
            start = finish;
        }
        return chapters;
    }

    private static MediaProbe.Stream stream(int index, MediaProbe.Kind kind, String codec, Map<String, String> values) {
        boolean video = kind == MediaProbe.Kind.VIDEO;
        return new MediaProbe.Stream(
                index,
                kind,
                codec,
                Optional.empty(),
                video ? Integer.parseInt(values.getOrDefault("width", "0")) : 0,
                video ? Integer.parseInt(values.getOrDefault("height", "0")) : 0,
                OptionalDouble.empty(),
                Optional.ofNullable(video ? values.get("pixels") : null),
                8,
                Optional.ofNullable(video ? values.get("sample") : null),
                false,
                false,
                0,
                false,
                0,
                kind == MediaProbe.Kind.AUDIO ? Integer.parseInt(values.getOrDefault("channels", "0")) : 0,
                Optional.empty(),
                Optional.ofNullable(
                        switch (kind) {
                            case AUDIO -> values.get("language");
                            case SUBTITLE -> values.get("subtitle");
                            case VIDEO, OTHER -> null;
                        }),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                true,
                false,
                false);
    }

    @Override
    public BlackReport blacks(BlackScan scan) {
        Path file = ((MediaSource.File) scan.source()).path();
        looks.add(String.valueOf(file.getFileName()));
        try {
            scan.pace().rest(Duration.ofMillis(1));
            looking.acquire();
        } catch (InterruptedException e) {
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "cancelled", e);
        }
        Map<String, String> values = values(file);
        List<BlackSpan> spans = new ArrayList<>();
        for (String at : values.getOrDefault("blacks", "").split(",", -1)) {
            if (!at.isEmpty()) {
                Duration start = Duration.ofSeconds(Long.parseLong(at));
                spans.add(new BlackSpan(start, start.plusSeconds(2), 0.875, spans.isEmpty()));
            }
        }
        Optional<EngineException> fault = Optional.ofNullable(values.get("fault"))
                .map(kind -> new EngineException(EngineException.Kind.valueOf(kind), "told to be " + kind));
        return new BlackReport(spans, Duration.ofSeconds(fault.isPresent() ? 30 : 60), fault);
    }

    @Override
    public ChannelHandle register(ChannelSpec spec) {
        throw new UnsupportedOperationException("this fake only probes");
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
    public List<ChannelStatus.StreamDecision> decide(MediaProbe probe, OutputProfile profile) {
        return List.of();
    }

    @Override
    public TranscodeReport transcode(TranscodeJob job) {
        throw new UnsupportedOperationException("this fake only probes");
    }

    @Override
    public Map<String, Long> liveNatives() {
        return Map.of();
    }

    @Override
    public void close() {}
}
