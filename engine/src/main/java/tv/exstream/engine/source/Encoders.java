package tv.exstream.engine.source;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PictureEncoder;

/**
 * The one video and the one audio encoder of a channel, opened when first needed and kept across all items. Owned by the
 * channel's source thread.
 */
public final class Encoders implements AutoCloseable {
    private static final double MAX_RATE_CHANGE = 1.25;

    private final OutputProfile profile;
    private final EncoderFactory factory;
    private final Consumer<EngineException> replaced;
    private @Nullable PictureEncoder video;
    private @Nullable AudioEncoder audio;
    /** Pictures a second that {@code video} was opened for. */
    private double videoRate = 1;

    private final Packet packet = new Packet();

    public Encoders(OutputProfile profile) {
        this(profile, EncoderFactory.LIBAV, failure -> {});
    }

    /** @param replaced told on the source thread of each failure of an encoder that another one has taken the place of */
    public Encoders(OutputProfile profile, EncoderFactory factory, Consumer<EngineException> replaced) {
        this.profile = profile;
        this.factory = factory;
        this.replaced = replaced;
    }

    public OutputProfile profile() {
        return profile;
    }

    /**
     * The encoder for one item's pictures; the first one sent is to be a keyframe. It is the one of the item before unless
     * the frame rate is quite another: an encoder without delay spends its bits by the picture, so opened for 10 pictures a
     * second and fed 50 it would make five times the bit rate.
     *
     * @throws EngineException of class {@code ENCODER} when none can be had
     */
    PictureEncoder video(double frameRate) {
        PictureEncoder encoder = video;
        double change = Math.max(frameRate, videoRate) / Math.min(frameRate, videoRate);
        if (encoder != null && change > MAX_RATE_CHANGE) {
            encoder.close();
            encoder = null;
        }
        if (encoder == null) {
            encoder = new LastingEncoder(profile, frameRate, factory, replaced);
            video = encoder;
            videoRate = frameRate;
        }
        return encoder;
    }

    /** @throws EngineException of class {@code ENCODER} when none can be had */
    AudioEncoder audio() {
        AudioEncoder encoder = audio;
        if (encoder == null) {
            try {
                encoder = factory.sound(profile);
            } catch (EngineException e) {
                throw new EngineException(
                        Kind.UNAVAILABLE, FaultClass.ENCODER, "no sound encoder can be had: " + e.getMessage());
            }
            audio = encoder;
        }
        return encoder;
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

    /** Either encoder is open. */
    public boolean open() {
        return video != null || audio != null;
    }

    /** Lets go of the encoders; those asked for from now on are new. No source may be using them. */
    public void renew() {
        if (video != null) {
            video.close();
            video = null;
        }
        if (audio != null) {
            audio.close();
            audio = null;
        }
    }

    @Override
    public void close() {
        renew();
        packet.close();
    }
}
