package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PictureEncoder;
import tv.exstream.engine.source.EncoderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What may change under a viewer: the profile, the encoder, the thread that reads the source. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ChangeOnAirTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final OutputProfile SMALL =
            OutputProfile.DEFAULT.withSize(320, 180).transcodingAll();
    private static final MediaSource PICTURES =
            new MediaSource.Synthetic("testsrc2=size=320x180:rate=25", "sine=frequency=440:sample_rate=48000");

    @TempDir
    Path folder;

    /** Encodes as ever, and fails when told to. */
    private static final class FailingEncoders implements EncoderFactory {
        private final List<String> codecs;
        private final AtomicInteger failuresLeft = new AtomicInteger();
        private final AtomicBoolean noneToBeHad = new AtomicBoolean();
        private final AtomicInteger opened = new AtomicInteger();

        FailingEncoders(String... codecs) {
            this.codecs = List.of(codecs);
        }

        @Override
        public List<String> pictureCodecs() {
            return codecs;
        }

        @Override
        public PictureEncoder pictures(OutputProfile profile, double frameRate, String codec) {
            if (noneToBeHad.get() || codec.equals("broken")) {
                throw new EngineException(Kind.UNSUPPORTED, codec + " cannot be had");
            }
            opened.incrementAndGet();
            PictureEncoder real = LIBAV.pictures(profile, frameRate, codec);
            return new PictureEncoder() {
                @Override
                public void send(Frame frame) {
                    if (failuresLeft.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        throw new EngineException(Kind.INTERNAL, FaultClass.ENCODER, "the device is lost");
                    }
                    real.send(frame);
                }

                @Override
                public Flow receive(Packet packet) {
                    return real.receive(packet);
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }

        @Override
        public AudioEncoder sound(OutputProfile profile) {
            return LIBAV.sound(profile);
        }
    }

    private EngineOptions options() {
        return EngineOptions.defaults(folder.resolve("cache"), EPOCH);
    }

    private static ChannelSpec spec(OutputProfile profile, Playout playout) {
        return new ChannelSpec(ChannelNumber.of(1), "Changing", profile, playout, Duration.ZERO);
    }

    private static Playout endless(MediaSource source) {
        return ScriptedPlayout.from(ScriptedPlayout.soon(0).minusSeconds(2)).source(300, "Endless", source);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            Thread.sleep(10);
        }
    }

    private static boolean plays(ChannelHandle channel) {
        return channel.status().video().isPresent();
    }

    private static TsInspector clean(TestViewer viewer) {
        assertThat(viewer.ended()).isFalse();
        TsInspector ts = TsInspector.of(viewer.leave());
        TsFigures figures = TsFigures.of(ts);
        assertThat(figures.continuity() + figures.crc() + figures.pcrJumps())
                .as("%s", figures)
                .isZero();
        assertThat(figures.dtsBackward() + figures.dtsRepeat())
                .as("%s", figures)
                .isZero();
        assertThat(figures.falseKeys()).as("%s", figures).isZero();
        assertThat(figures.audioGapMillis()).as("%s", figures).isLessThan(22);
        return ts;
    }

    @Test
    void anEncoderThatFailsIsReplacedAtAKeyframe() throws Exception {
        FailingEncoders encoders = new FailingEncoders("broken", "libx264", "libopenh264");
        try (Engine engine = LiveEngine.start(options(), encoders)) {
            ChannelHandle channel = engine.register(spec(SMALL, endless(PICTURES)));
            try (TestViewer viewer = TestViewer.of(channel)) {
                await("on air", () -> plays(channel));
                assertThat(channel.status().counters().encoderRestarts()).isEqualTo(1); // of the one not to be had
                Thread.sleep(500);
                encoders.failuresLeft.set(1);
                await("replaced", () -> channel.status().counters().encoderRestarts() == 2);
                encoders.failuresLeft.set(2);
                await("replaced twice", () -> channel.status().counters().encoderRestarts() == 4);
                Thread.sleep(3_000);
                assertThat(channel.status().counters().faults()).containsEntry(FaultClass.ENCODER, 4L);
                assertThat(channel.status().counters().sourceFailures()).isZero();
                assertThat(plays(channel)).isTrue();
                TsFigures figures = TsFigures.of(clean(viewer));
                assertThat(figures.videoGapMillis()).as("%s", figures).isLessThan(130);
            }
        }
    }

    @Test
    void withoutAnyEncoderCopiesGoOn() throws Exception {
        FailingEncoders encoders = new FailingEncoders("libx264");
        Instant start = ScriptedPlayout.soon(0).minusSeconds(1);
        ScriptedPlayout playout =
                ScriptedPlayout.from(start).source(4, "Rendered", PICTURES).file(60, Clips.copied(60));
        try (Engine engine = LiveEngine.start(options(), encoders)) {
            encoders.noneToBeHad.set(true);
            ChannelHandle channel = engine.register(spec(OutputProfile.DEFAULT.withSize(320, 180), playout));
            try (TestViewer viewer = TestViewer.of(channel)) {
                await(
                        "a slate",
                        () -> channel.status().slate()
                                && channel.status().counters().faults().containsKey(FaultClass.ENCODER));
                await("the copy", () -> plays(channel));
                assertThat(channel.status().programme()).contains(playout.programme(1));
                clean(viewer);
            }
        }
    }

    @Test
    void anotherProfileIsOnAirWithoutClosingAViewer() throws Exception {
        try (Engine engine = LiveEngine.start(options())) {
            Playout playout = endless(PICTURES);
            ChannelHandle channel = engine.register(spec(SMALL, playout));
            try (TestViewer viewer = TestViewer.of(channel)) {
                await("on air", () -> plays(channel));
                Thread.sleep(1_000);
                int before = viewer.soFar().length;
                engine.register(spec(SMALL.withSize(480, 270), playout));
                await("changed", () -> channel.status().counters().encoderRestarts() == 1);
                Thread.sleep(3_500); // what was encoded ahead is aired first
                assertThat(channel.status().slate()).isFalse();
                assertThat(channel.status().counters().starts()).isEqualTo(1);
                assertThat(channel.status().counters().sourceFailures()).isZero();
                byte[] all = viewer.soFar();
                TsFigures figures = TsFigures.of(clean(viewer));
                assertThat(figures.videoGapMillis()).as("%s", figures).isLessThan(130);
                assertThat(H264Sizes.of(Arrays.copyOfRange(all, 0, before))).containsOnly("320x180");
                assertThat(H264Sizes.of(all)).containsExactly("320x180", "480x270");
            }
        }
    }

    @Test
    void aThreadThatHangsIsLeftBehind() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Playout good = endless(PICTURES);
        Playout hanging = at -> {
            if (asked.incrementAndGet() == 1) {
                try {
                    hung.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return good.programmeAt(at);
        };
        try (Engine engine = LiveEngine.start(options())) {
            ChannelHandle channel = engine.register(spec(SMALL, hanging));
            long began = System.nanoTime();
            try (TestViewer viewer = TestViewer.of(channel)) {
                await("first byte", () -> viewer.soFar().length > 0);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
                assertThat(channel.status().slate()).isTrue();
                await("another thread", () -> plays(channel));
                assertThat(channel.status().counters().faults()).containsKey(FaultClass.TIMEOUT);
                hung.countDown(); // it wakes, and finds that it is not needed
                Thread.sleep(500);
                assertThat(plays(channel)).isTrue();
                clean(viewer);
            } finally {
                hung.countDown();
            }
        }
    }
}
