package tv.exstream.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.channel.LiveEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(value = 40, unit = TimeUnit.SECONDS)
class ProbeTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private Engine engine;

    ProbeTest() {
        engine = LiveEngine.start(EngineOptions.defaults(Path.of("target", "slates"), Instant.EPOCH));
    }

    @BeforeEach
    void isIdle() {
        assertThat(engine.liveNatives()).isEmpty();
    }

    @AfterEach
    void close() {
        assertThat(engine.liveNatives()).isEmpty();
        engine.close();
    }

    private MediaProbe probe(Path file) {
        return engine.probe(new MediaSource.File(file), DEADLINE);
    }

    private void fails(Path file, Kind kind, String... words) {
        EngineException e = catchThrowableOfType(EngineException.class, () -> probe(file));
        assertThat(e).as(file + " is refused").isNotNull();
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
        assertThat(e.getMessage()).contains(String.valueOf(file.getFileName()));
        for (String word : words) {
            assertThat(e.getMessage()).contains(word);
        }
    }

    private Path text(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
    }

    @Test
    void tellsWhatAFileHolds() {
        MediaProbe probe = probe(Clips.copied(3));
        MediaProbe.Stream video = probe.video().orElseThrow();
        MediaProbe.Stream audio = probe.audio().orElseThrow();
        assertThat(probe.duration()).contains(Duration.ofSeconds(3));
        assertThat(probe.container()).contains("mp4");
        assertThat(video.codec()).isEqualTo("h264");
        assertThat(video.codecProfile()).contains("Main");
        assertThat(video.width()).isEqualTo(320);
        assertThat(video.height()).isEqualTo(180);
        assertThat(video.frameRate()).hasValue(25);
        assertThat(video.keyframeInterval()).contains(Duration.ofSeconds(1));
        assertThat(audio.codec()).isEqualTo("aac");
        assertThat(audio.sampleRate()).isEqualTo(48_000);
        assertThat(audio.channels()).isEqualTo(2);
        assertThat(engine.decide(probe, OutputProfile.DEFAULT)).hasSize(2).allMatch(d -> d.copy());
    }

    @Test
    void tellsWhatIsUnusualAboutAFile() {
        assertThat(probe(Clips.interlaced()).video().orElseThrow().interlaced()).isTrue();
        assertThat(probe(Clips.ac3Surround()).audio().orElseThrow().channels()).isEqualTo(6);
        assertThat(probe(Clips.soundOnly()).video()).isEmpty();
        assertThat(probe(Clips.pictureOnly(3)).audio()).isEmpty();
        assertThat(probe(Clips.rotated()).video().orElseThrow().width()).isEqualTo(320);
    }

    @Test
    void refusesWhatIsNoMedia() throws IOException {
        fails(folder.resolve("nowhere.mp4"), Kind.NOT_FOUND, "does not exist");
        fails(folder, Kind.NOT_FOUND, "not a readable file");
        fails(text("empty.mp4", ""), Kind.MALFORMED);
        fails(text("text.mp4", "Nothing to see here.\n".repeat(200)), Kind.MALFORMED);
        fails(text("some.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n"), Kind.UNSUPPORTED);
    }

    @Test
    void refusesPlaylistsAndSaysWhatToDoWithoutFetchingAnything() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(1);
            String address = "http://127.0.0.1:" + trap.getLocalPort() + "/x.ts";
            String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n" + address + "\n#EXT-X-ENDLIST\n";
            fails(text("list.m3u8", hls), Kind.UNSUPPORTED, "playlist", "add the files themselves");
            fails(
                    text("list.txt", "ffconcat version 1.0\nfile /etc/passwd\nfile '" + address + "'\n"),
                    Kind.UNSUPPORTED,
                    "playlist");
            assertThatThrownBy(() -> probe(text("list.mp4", hls))).isInstanceOf(EngineException.class);
            assertThatThrownBy(trap::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void opensAFileWhoseNameIsNotUtf8() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        Process copy = new ProcessBuilder(
                        "sh",
                        "-c",
                        "cp \"$1\" \"$2/$(printf 'caf\\351 %%41 \\377.mp4')\"",
                        "sh",
                        Clips.copied(3).toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        assumeTrue(copy.waitFor(10, TimeUnit.SECONDS) && copy.exitValue() == 0, "this file system takes UTF-8 only");
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            assertThat(probe(file).duration()).contains(Duration.ofSeconds(3));
        }
    }

    @Test
    void opensFilesWithNamesThatMeanSomethingElsewhere() throws IOException {
        for (String name : new String[] {"100%.mp4", "a:b?c#d.mp4", "-i.mp4", "%03d.mp4", "Çà et là 🎬.mp4"}) {
            Path file = Files.copy(Clips.copied(3), folder.resolve(name));
            assertThat(probe(file).duration()).as(name).contains(Duration.ofSeconds(3));
        }
    }

    @Test
    void givesUpWhenTheDeadlinePasses() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            MediaSource url = new MediaSource.Url(
                    URI.create("http://me:hidden@127.0.0.1:" + silent.getLocalPort() + "/x.ts?key=hidden"));
            long began = System.nanoTime();
            EngineException e =
                    catchThrowableOfType(EngineException.class, () -> engine.probe(url, Duration.ofMillis(500)));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(e).isNotNull();
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.TIMEOUT);
            assertThat(e.getMessage()).contains("127.0.0.1").doesNotContain("hidden");
        }
    }

    @Test
    void aSyntheticSourceHasNothingToProbe() {
        assertThatThrownBy(() -> engine.probe(new MediaSource.Synthetic("testsrc2", "sine"), DEADLINE))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED));
    }

    @Test
    void aClosedEngineSaysSo() {
        engine.close();
        ChannelSpec spec = new ChannelSpec(
                ChannelNumber.of(1), "Late", OutputProfile.DEFAULT, ScriptedPlayout.from(Instant.EPOCH), Duration.ZERO);
        assertThatThrownBy(() -> engine.register(spec))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(engine.channels()).isEmpty();
        assertThat(engine.liveNatives()).isEqualTo(Map.of());
    }
}
