package tv.exstream.engine.source;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.PictureEncoder;
import tv.exstream.natives.FFmpeg;

import static org.assertj.core.api.Assertions.assertThat;

class EncodersTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final EncoderFactory counting = new EncoderFactory() {
        @Override
        public PictureEncoder pictures(OutputProfile profile, double frameRate, String codec) {
            opened.incrementAndGet();
            return LIBAV.pictures(profile, frameRate, codec);
        }

        @Override
        public AudioEncoder sound(OutputProfile profile) {
            return LIBAV.sound(profile);
        }
    };

    @Test
    void oneEncoderServesItemsOfAboutTheSameFrameRate() {
        FFmpeg.load();
        try (Encoders encoders = new Encoders(OutputProfile.DEFAULT.withSize(320, 180), counting, failure -> {
            throw failure;
        })) {
            PictureEncoder film = encoders.video(23.976);
            assertThat(encoders.video(25)).isSameAs(film);
            assertThat(encoders.video(29.97)).isSameAs(film);
            assertThat(opened).hasValue(1);

            PictureEncoder sport = encoders.video(50);
            assertThat(sport).isNotSameAs(film);
            assertThat(encoders.video(59.94)).isSameAs(sport);
            assertThat(encoders.video(12)).isNotSameAs(sport);
            assertThat(opened).hasValue(3);
        }
    }
}
