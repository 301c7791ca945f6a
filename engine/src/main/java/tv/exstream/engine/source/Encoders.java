package tv.exstream.engine.source;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.VideoEncoder;

/**
 * The one video and the one audio encoder of a channel, opened when first needed and kept across all items. Owned by the
 * channel's source thread.
 */
public final class Encoders implements AutoCloseable {
    private final OutputProfile profile;
    private @Nullable VideoEncoder video;
    private @Nullable AudioEncoder audio;
    private final Packet packet = new Packet();

    public Encoders(OutputProfile profile) {
        this.profile = profile;
    }

    public OutputProfile profile() {
        return profile;
    }

    VideoEncoder video(double frameRate) {
        VideoEncoder encoder = video;
        if (encoder == null) {
            encoder = new VideoEncoder(profile, frameRate);
            video = encoder;
        }
        return encoder;
    }

    AudioEncoder audio() {
        AudioEncoder encoder = audio;
        if (encoder == null) {
            encoder = new AudioEncoder(profile);
            audio = encoder;
        }
        return encoder;
    }

    /** Gives both encoders up: what follows is encoded by new ones. Only where the time base breaks anyway. */
    public void reopen() {
        if (video != null) {
            video.close();
            video = null;
        }
        if (audio != null) {
            audio.close();
            audio = null;
        }
    }

    /** Ends the run of encoded audio: the last samples leave, padded with silence to a whole frame. */
    public void finishAudio(PacketSink sink) {
        AudioEncoder encoder = audio;
        if (encoder != null) {
            while (encoder.receive(packet, true) == Flow.OUTPUT) {
                sink.audio(packet);
            }
        }
    }

    @Override
    public void close() {
        reopen();
        packet.close();
    }
}
