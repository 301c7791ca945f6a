package tv.exstream.engine.source;

import java.util.List;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.PictureEncoder;
import tv.exstream.engine.av.VideoEncoder;

/** Opens the encoders of channels. Safe from any thread. */
public interface EncoderFactory {
    /** What this build of FFmpeg brings. */
    EncoderFactory LIBAV = new EncoderFactory() {
        @Override
        public PictureEncoder pictures(OutputProfile profile, double frameRate, String codec) {
            return new VideoEncoder(profile, frameRate, List.of(codec));
        }

        @Override
        public AudioEncoder sound(OutputProfile profile) {
            return new AudioEncoder(profile);
        }
    };

    /** Names of the codecs to try for pictures, best first; not empty. */
    default List<String> pictureCodecs() {
        return VideoEncoder.CODECS;
    }

    /** @throws tv.exstream.engine.EngineException when this codec cannot be had: the next is tried */
    PictureEncoder pictures(OutputProfile profile, double frameRate, String codec);

    /** @throws tv.exstream.engine.EngineException when there is none */
    AudioEncoder sound(OutputProfile profile);
}
