package tv.exstream.engine.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The torture channel on air, in real time: minutes, so it runs only when asked for by {@code -Dtest=TortureOnAir}. The
 * epoch lets the 33 bits of the timestamps wrap after ten seconds. {@code -Dtorture.items=N}, {@code -Dtorture.keep=DIR},
 * {@code -Dtorture.copying=true}.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class TortureOnAir {
    @TempDir
    Path folder;

    @Test
    void staysOnTheGridOnAirAcrossTheWrap() throws IOException, InterruptedException {
        Instant start = ScriptedPlayout.soon(3_000 + 100L * TortureTest.ITEMS); // all are probed before
        Instant epoch = start.plusSeconds(10).minus(Timeline.duration(1L << 33));
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, epoch))) {
            ScriptedPlayout playout = ScriptedPlayout.from(start);
            Timeline timeline = new Timeline(epoch);
            List<TortureTest.Start> starts = new ArrayList<>();
            for (Path file : TortureClips.items(TortureTest.ITEMS)) {
                MediaSource source = new MediaSource.File(file);
                double seconds = engine.probe(source, Duration.ofSeconds(20))
                                .duration()
                                .orElseThrow()
                                .toMillis()
                        / 1000.0;
                starts.add(new TortureTest.Start(
                        String.valueOf(file.getFileName()), Timeline.wrap33(timeline.ticksAt(playout.end()))));
                playout.source(seconds, String.valueOf(file.getFileName()), source);
            }
            boolean copying = Boolean.getBoolean("torture.copying");
            ChannelHandle channel = engine.register(new ChannelSpec(
                    ChannelNumber.of(1),
                    "Torture",
                    copying ? TortureTest.STEADY : TortureTest.STEADY.transcodingAll(),
                    playout,
                    Duration.ZERO));
            byte[] ts = TestViewer.record(
                    channel, Duration.between(Instant.now(), playout.end()).plusSeconds(1));
            Files.write(
                    Path.of(System.getProperty("torture.keep", folder.toString()))
                            .resolve("live.ts"),
                    ts);
            assertThat(channel.status().counters().violations()).isZero();
            assertThat(channel.status().counters().sourceFailures()).isZero();
            assertThat(TsFigures.of(ts).dtsBackward()).isZero();
            // within a frame; a copy may begin a frame earlier, where what is copied before it is that much short
            assertThat(TortureTest.lateStarts(TsInspector.of(ts), starts, copying ? 5_401 : 3_600))
                    .isEmpty();
        }
    }
}
