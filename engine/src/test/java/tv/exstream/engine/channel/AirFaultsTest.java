package tv.exstream.engine.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.PesUnit;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Programmes that cannot be played, all on air at the same time: good, bad, good again. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AirFaultsTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);

    @TempDir
    Path folder;

    @Test
    void aChannelStaysOnAirWhateverItsSourceIs() throws Exception {
        Path good = Clips.copied(3);
        try (ServerSocket trap = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Engine engine = LiveEngine.start(EngineOptions.defaults(folder, EPOCH))) {
            trap.setSoTimeout(1);
            Map<String, MediaSource> bad = badSources(trap.getLocalPort());
            Instant start = ScriptedPlayout.soon(2_000);
            Map<String, TestViewer> viewers = new LinkedHashMap<>();
            int number = 1;
            for (Map.Entry<String, MediaSource> entry : bad.entrySet()) {
                ScriptedPlayout playout = ScriptedPlayout.from(start)
                        .file(2, good)
                        .source(3, entry.getKey(), entry.getValue())
                        .file(3, good);
                ChannelHandle channel = engine.register(new ChannelSpec(
                        ChannelNumber.of(number++), entry.getKey(), SMALL, playout, Duration.ofSeconds(5)));
                viewers.put(entry.getKey(), TestViewer.of(channel));
            }
            viewers.values().iterator().next().sleepUntil(start.plusMillis(4_000));
            Map<String, ChannelStatus> during = statuses(engine);
            viewers.values().iterator().next().sleepUntil(start.plusMillis(6_800));
            Map<String, ChannelStatus> after = statuses(engine);
            for (Map.Entry<String, TestViewer> entry : viewers.entrySet()) {
                String name = entry.getKey();
                assertThat(entry.getValue().ended()).as(name).isFalse();
                TsInspector ts = TsInspector.of(entry.getValue().leave());
                try {
                    LiveChannelTest.isClean(TsFigures.of(ts));
                } catch (AssertionError e) {
                    throw new AssertionError("with " + name + ": " + e.getMessage(), e);
                }
                PesUnit first = LiveChannelTest.firstFrom(ts, start.plusSeconds(5));
                assertThat(first.idr()).as(name).isTrue();
                ChannelStatus standIn = Objects.requireNonNull(during.get(name));
                ChannelStatus back = Objects.requireNonNull(after.get(name));
                assertThat(standIn.slate()).as(name).isTrue();
                assertThat(standIn.programme())
                        .hasValueSatisfying(p -> assertThat(p.title()).isEqualTo(name));
                assertThat(back.slate()).as(name).isFalse();
                assertThat(back.counters().slateMillis()).as(name).isGreaterThan(1_000);
                if (!name.equals("early end") && !name.equals("truncated")) {
                    assertThat(standIn.counters().sourceFailures()).as(name).isPositive();
                    assertThat(standIn.fault())
                            .as(name)
                            .hasValueSatisfying(f -> assertThat(f).contains(name));
                }
            }
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static Map<String, ChannelStatus> statuses(Engine engine) {
        Map<String, ChannelStatus> statuses = new LinkedHashMap<>();
        engine.channels().forEach(c -> statuses.put(c.spec().name(), c.status()));
        return statuses;
    }

    private Map<String, MediaSource> badSources(int port) throws IOException {
        String address = "http://127.0.0.1:" + port + "/x.ts";
        Map<String, MediaSource> bad = new LinkedHashMap<>();
        bad.put("missing", new MediaSource.File(folder.resolve("nowhere.mp4")));
        bad.put("empty", file("empty.mp4", ""));
        bad.put("text", file("text.mp4", "This is no film, whatever its name says.\n".repeat(100)));
        bad.put("folder", new MediaSource.File(Files.createDirectory(folder.resolve("folder.mp4"))));
        bad.put("playlist", file("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n" + address + "\n"));
        bad.put("passwd", file("passwd.ts", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n"));
        bad.put("concat", file("concat.mp4", "ffconcat version 1.0\nfile '" + address + "'\n"));
        bad.put(
                "sdp",
                file(
                        "session.sdp",
                        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video " + port
                                + " RTP/AVP 96\na=rtpmap:96 H264/90000\n"));
        byte[] whole = Files.readAllBytes(Clips.truncatable());
        Path truncated = folder.resolve("truncated.mp4");
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 5));
        bad.put("truncated", new MediaSource.File(truncated));
        Path cut = folder.resolve("headless.mp4");
        Files.write(cut, Arrays.copyOf(whole, 2_000));
        bad.put("headless", new MediaSource.File(cut));
        bad.put("early end", new MediaSource.File(Clips.pictureOnly(1)));
        bad.put("bad graph", new MediaSource.Synthetic("nosuchfilter=1", "sine=frequency=440"));
        return bad;
    }

    private MediaSource file(String name, String text) throws IOException {
        return new MediaSource.File(Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII));
    }

    @Test
    void goesOnWhenTheFileIsDeletedWhilePlaying() throws Exception {
        Path doomed = Files.copy(Clips.copied(6), folder.resolve("doomed.mp4"));
        Instant start = ScriptedPlayout.soon(1_000);
        ScriptedPlayout playout =
                ScriptedPlayout.from(start).file(4, doomed).file(2, doomed).file(2, Clips.copied(3));
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, EPOCH))) {
            ChannelHandle channel =
                    engine.register(new ChannelSpec(ChannelNumber.of(1), "Doomed", SMALL, playout, Duration.ZERO));
            try (TestViewer viewer = TestViewer.of(channel)) {
                viewer.sleepUntil(start.minusMillis(100));
                viewer.sleepUntil(start.plusMillis(300));
                Files.delete(doomed);
                viewer.sleepUntil(start.plusMillis(7_500));
                TsInspector ts = TsInspector.of(viewer.leave());
                LiveChannelTest.isClean(TsFigures.of(ts));
                assertThat(LiveChannelTest.firstFrom(ts, start.plusSeconds(6)).idr())
                        .isTrue();
            }
        }
    }

    @Test
    void aPlayoutThatFailsCostsASlateAndNotTheChannel() throws Exception {
        Instant start = ScriptedPlayout.soon(4_000);
        ScriptedPlayout later = ScriptedPlayout.from(start).file(3, Clips.copied(3));
        Programme past = Programme.of(9, "Past", EPOCH, EPOCH.plusSeconds(1), new MediaSource.File(Clips.copied(3)));
        Playout broken = at -> {
            if (at.isBefore(start.minusSeconds(2))) {
                throw new IllegalStateException("no schedule yet");
            }
            return at.isBefore(start.minusSeconds(1)) ? past : later.programmeAt(at);
        };
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, EPOCH))) {
            ChannelHandle channel =
                    engine.register(new ChannelSpec(ChannelNumber.of(1), "Broken", SMALL, broken, Duration.ZERO));
            try (TestViewer viewer = TestViewer.of(channel)) {
                viewer.sleepUntil(start.minusMillis(500));
                ChannelStatus status = channel.status();
                viewer.sleepUntil(start.plusMillis(1_200));
                assertThat(viewer.ended()).isFalse();
                assertThat(channel.status().programme()).contains(later.programme(0));
                TsInspector ts = TsInspector.of(viewer.leave());

                assertThat(status.slate()).isTrue();
                assertThat(status.fault()).isPresent();
                LiveChannelTest.isClean(TsFigures.of(ts));
                assertThat(LiveChannelTest.firstFrom(ts, start).idr()).isTrue();
            }
        }
    }

    @Test
    void soundGoesOnWithoutItsCardWhenThatCannotBeDrawn() throws Exception {
        Path cache = folder.resolve("vanishing");
        Instant start = ScriptedPlayout.soon(1_500);
        ScriptedPlayout playout =
                ScriptedPlayout.from(start).file(2, Clips.soundOnly()).file(2, Clips.copied(3));
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(cache, EPOCH))) {
            ChannelHandle channel =
                    engine.register(new ChannelSpec(ChannelNumber.of(1), "Radio", SMALL, playout, Duration.ZERO));
            try (TestViewer viewer = TestViewer.of(channel)) { // its slates are drawn
                Files.move(cache, folder.resolve("gone"));
                Files.writeString(cache, "in the way");
                viewer.sleepUntil(start.plusMillis(1_500));
                ChannelStatus status = channel.status();
                viewer.sleepUntil(start.plusMillis(3_200));
                TsInspector ts = TsInspector.of(viewer.leave());

                assertThat(status.state()).isEqualTo(ChannelStatus.State.ON_AIR);
                assertThat(status.audio()).isPresent();
                assertThat(status.counters().sourceFailures()).isZero();
                assertThat(status.fault()).hasValueSatisfying(f -> assertThat(f).contains("no card"));
                LiveChannelTest.isClean(TsFigures.of(ts));
                assertThat(LiveChannelTest.firstFrom(ts, start.plusSeconds(2)).idr())
                        .isTrue();
            }
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsOneClearError() throws IOException {
        Path blocked = Files.writeString(folder.resolve("cache"), "in the way");
        ScriptedPlayout playout = ScriptedPlayout.from(ScriptedPlayout.soon(0)).file(60, Clips.copied(3));
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(blocked, EPOCH))) {
            Map<String, Long> before = engine.liveNatives();
            ChannelHandle channel =
                    engine.register(new ChannelSpec(ChannelNumber.of(1), "Blocked", SMALL, playout, Duration.ZERO));
            assertThatThrownBy(() -> TestViewer.of(channel).close())
                    .isInstanceOf(tv.exstream.engine.EngineException.class)
                    .hasMessageContaining("cache");
            assertThat(engine.liveNatives()).isEqualTo(before);
        }
    }
}
