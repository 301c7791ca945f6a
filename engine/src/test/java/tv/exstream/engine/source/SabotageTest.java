package tv.exstream.engine.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.Clips;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PictureEncoder;
import tv.exstream.engine.observe.NativeLedger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever step of opening a source fails, what was acquired before it is given back. */
class SabotageTest {
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    private static final OutputProfile REFUSED = new OutputProfile(
            "refused", 320, 180, 320, 180, 60, 25, 500, "warp", 2, 128, 48_000, 2, false, false, Optional.empty());

    /** Without the second codec, which knows no presets. */
    private static final EncoderFactory ONLY_X264 = new EncoderFactory() {
        @Override
        public List<String> pictureCodecs() {
            return List.of("libx264");
        }

        @Override
        public PictureEncoder pictures(OutputProfile profile, double frameRate, String codec) {
            return LIBAV.pictures(profile, frameRate, codec);
        }

        @Override
        public AudioEncoder sound(OutputProfile profile) {
            return LIBAV.sound(profile);
        }
    };

    private static final PacketSink NOBODY = new PacketSink() {
        @Override
        public void video(Packet packet, boolean key) {
            packet.unref();
        }

        @Override
        public void audio(Packet packet) {
            packet.unref();
        }
    };

    private static ProgrammeSource open(MediaSource source, OutputProfile profile) {
        return new SourceOpener(profile, Duration.ofSeconds(5), Duration.ofSeconds(5))
                .open(source, Duration.ZERO, new Interrupt());
    }

    @Test
    void aBrokenPictureGraph() {
        assertThatThrownBy(() -> open(new MediaSource.Synthetic("nosuchfilter", "sine"), SMALL))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("nosuchfilter");
        assertThat(NativeLedger.live()).isEmpty();
    }

    @Test
    void aBrokenSoundGraph() {
        assertThatThrownBy(() -> open(new MediaSource.Synthetic("testsrc2", "sine=frequency=abc:=:"), SMALL))
                .isInstanceOf(EngineException.class);
        assertThat(NativeLedger.live()).isEmpty();
    }

    @Test
    void aVideoEncoderThatRefusesItsSettings() {
        for (MediaSource source :
                new MediaSource[] {new MediaSource.File(Clips.copied(3)), new MediaSource.Synthetic("testsrc2", "sine")
                }) {
            try (ProgrammeSource opened = open(source, REFUSED);
                    Encoders encoders = new Encoders(REFUSED, ONLY_X264, replaced -> {})) {
                assertThatThrownBy(() -> opened.start(new AirWindow(0, 0, 900_000, true), encoders))
                        .isInstanceOf(EngineException.class);
            }
            assertThat(NativeLedger.live()).isEmpty();
        }
    }

    @Test
    void aSourceThatIsClosedBeforeItStarts() {
        open(new MediaSource.File(Clips.copied(3)), SMALL).close();
        open(new MediaSource.Synthetic("testsrc2", "sine"), SMALL).close();
        assertThat(NativeLedger.live()).isEmpty();
    }

    @Test
    void aSourceThatIsCancelledMidway() {
        Interrupt interrupt = new Interrupt();
        MediaSource file = new MediaSource.File(Clips.copied(6));
        try (Encoders encoders = new Encoders(SMALL);
                ProgrammeSource source = new SourceOpener(SMALL, Duration.ofSeconds(5), Duration.ofSeconds(5))
                        .open(file, Duration.ZERO, interrupt)) {
            source.start(new AirWindow(0, 0, 900_000, true), encoders);
            source.step(NOBODY);
            interrupt.cancel();
            assertThat(interrupt.cancelled()).isTrue();
        }
        assertThat(NativeLedger.live()).isEmpty();
    }

    @Test
    void anOpeningThatIsCancelledBeforeItBegins() {
        Interrupt interrupt = new Interrupt();
        interrupt.cancel();
        Path file = Clips.copied(3);
        assertThatThrownBy(() -> new SourceOpener(SMALL, Duration.ofSeconds(5), Duration.ofSeconds(5))
                        .open(new MediaSource.File(file), Duration.ZERO, interrupt))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.TIMEOUT));
        assertThat(NativeLedger.live()).isEmpty();
    }
}
