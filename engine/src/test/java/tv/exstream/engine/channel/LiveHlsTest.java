package tv.exstream.engine.channel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.hls.HlsFormat;
import tv.exstream.engine.hls.PlaylistRules;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/** A real channel over seams and a missing file, watched as HLS and as transport stream at the same time. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class LiveHlsTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void segmentsAreTheTransportStreamAndPlaylistsKeepTheRules() throws Exception {
        Path lost = Files.copy(Clips.copied(6), folder.resolve("lost.mp4"));
        Path vp9 = Clips.vp9Opus();
        Path copied = Clips.copied(3);
        Instant start = ScriptedPlayout.soon(1_500);
        ScriptedPlayout playout = ScriptedPlayout.from(start)
                .file(3, copied)
                .file(3, vp9)
                .file(4, folder.resolve("never-there.mp4"))
                .file(4, lost)
                .file(6, Clips.copied(6));
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(Path.of("target", "slates"), EPOCH))) {
            ChannelHandle channel = engine.register(new ChannelSpec(
                    ChannelNumber.of(7),
                    "Seven",
                    OutputProfile.DEFAULT.withSize(320, 180),
                    playout,
                    Duration.ofSeconds(1)));
            TestViewer viewer = TestViewer.of(channel);
            HlsPlayer player = HlsPlayer.of(channel, PlaylistRules.withHoles());
            Instant end = start.plusSeconds(18);
            while (Instant.now().isBefore(end)) {
                player.reload();
                Thread.sleep(50);
                if (Instant.now().isAfter(start.plusSeconds(11))) {
                    Files.deleteIfExists(lost);
                }
            }
            HlsFormat format = player.feed.window().format().orElseThrow();
            assertThat(channel.status().viewers())
                    .extracting(v -> v.viewer().id())
                    .containsExactly("viewer", "hls-1");
            player.close();
            byte[] ts = viewer.leave();

            assertThat(format.videoCodec()).matches("avc1\\.[0-9a-f]{6}");
            assertThat(format.audioCodec()).isEqualTo("mp4a.40.2");
            assertThat(format.width()).isEqualTo(320);
            assertThat(format.height()).isEqualTo(180);
            assertThat(player.last).doesNotContain("DISCONTINUITY").contains("#EXT-X-INDEPENDENT-SEGMENTS");
            assertThat(player.segments).hasSizeBetween(5, 11);
            byte[] hls = player.isPartOf(ts);
            LiveChannelTest.isClean(TsFigures.of(hls));
            datesAreThoseOfThePictures(player);
        }
    }

    /** PROGRAM-DATE-TIME is the wall clock of the first picture's PTS, to the rounding. */
    private static void datesAreThoseOfThePictures(HlsPlayer player) {
        Timeline timeline = new Timeline(EPOCH);
        for (PlaylistRules.Listed segment : player.rules.segments()) {
            byte[] bytes = player.segments.get(segment.msn());
            assertThat(bytes).isNotNull();
            long pts = TsInspector.of(bytes).video().getFirst().pts();
            long ticks = timeline.ticksAt(segment.start());
            assertThat(Math.abs(Timeline.diff33(pts, ticks))).as("%s", segment).isLessThanOrEqualTo(46);
        }
    }
}
