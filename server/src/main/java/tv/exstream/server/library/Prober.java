package tv.exstream.server.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;

/** Looks into one file: cheap refusals first, then the engine. Thread-safe. */
final class Prober {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final int SNIFFED = 512;
    private static final Pattern YEAR = Pattern.compile("((?:18|19|20)\\d\\d)");

    /** Content or an issue; neither when the file is gone. */
    record Finding(Optional<MediaRow.Content> content, Optional<ScanIssue> issue) {
        static Finding of(MediaRow.Content content) {
            return new Finding(Optional.of(content), Optional.empty());
        }

        static Finding of(ScanIssue issue) {
            return new Finding(Optional.empty(), Optional.of(issue));
        }
    }

    private final Engine engine;
    private final Duration deadline;
    private final ScanIssues issues;

    Prober(Engine engine, Duration deadline, ScanIssues issues) {
        this.engine = engine;
        this.deadline = deadline;
        this.issues = issues;
    }

    Finding look(FolderWalk.FoundFile file) {
        if (file.size() == 0) {
            return Finding.of(issues.empty(file.relative()));
        }
        try (InputStream in = Files.newInputStream(file.path())) {
            Optional<ScanIssue> text = text(file.relative(), in.readNBytes(SNIFFED));
            if (text.isPresent()) {
                return Finding.of(text.get());
            }
        } catch (NoSuchFileException e) {
            return new Finding(Optional.empty(), Optional.empty());
        } catch (IOException e) {
            return Finding.of(issues.unreadable(file.relative(), e));
        }
        return probe(file);
    }

    private Finding probe(FolderWalk.FoundFile file) {
        MediaProbe probe;
        try {
            probe = engine.probe(new MediaSource.File(file.path()), deadline);
        } catch (EngineException e) {
            return Files.exists(file.path())
                    ? Finding.of(issues.probe(file.relative(), e))
                    : new Finding(Optional.empty(), Optional.empty());
        } catch (RuntimeException e) {
            LOG.debug("probing {}", file.path(), e);
            return Finding.of(issues.probeFailed(file.relative(), e));
        }
        boolean video = probe.video().isPresent();
        boolean audio = probe.audio().isPresent();
        if (!video && !audio) {
            return Finding.of(issues.nothingPlayable(file.relative()));
        }
        Optional<Duration> duration = probe.duration().filter(d -> d.toMillis() > 0);
        if (duration.isEmpty()) {
            return Finding.of(issues.noDuration(file.relative()));
        }
        return Finding.of(new MediaRow.Content(
                duration.get(),
                video,
                audio,
                probe.tags().getOrDefault("title", ""),
                tagYear(probe),
                EmbeddedMetadata.of(probe),
                ProbeFacts.of(probe)));
    }

    private static @Nullable Integer tagYear(MediaProbe probe) {
        for (String key : new String[] {"date", "year", "tyer", "tdrc"}) {
            Matcher m = YEAR.matcher(probe.tags().getOrDefault(key, ""));
            if (m.find()) {
                return Integer.valueOf(m.group(1));
            }
        }
        return null;
    }

    /** Media has bytes that text never has within its first few hundred. */
    private Optional<ScanIssue> text(String path, byte[] start) {
        for (byte b : start) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b) {
                return Optional.empty();
            }
        }
        String text = new String(start, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        boolean playlist = text.startsWith("#extm3u")
                || text.startsWith("\ufeff#extm3u")
                || text.startsWith("[playlist]")
                || text.startsWith("ffconcat")
                || text.startsWith("v=0")
                || text.contains("<mpd")
                || text.contains("<smil")
                || text.contains("<asx");
        return Optional.of(playlist ? issues.playlist(path) : issues.text(path));
    }
}
