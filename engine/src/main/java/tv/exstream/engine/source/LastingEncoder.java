package tv.exstream.engine.source;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PictureEncoder;

/**
 * The channel's picture encoder, which outlives the failures of codecs: one that fails is replaced by a new one of its
 * kind, one that fails again soon by the next kind, and the picture at hand becomes a keyframe of the new one. Of the
 * channel's source thread.
 */
final class LastingEncoder implements PictureEncoder {
    /** A codec that has encoded so many pictures was in order; its failure was bad luck. */
    private static final int STEADY = 250;

    private final OutputProfile profile;
    private final double frameRate;
    private final EncoderFactory factory;
    private final Consumer<EngineException> replaced;
    private final List<String> codecs;
    private @Nullable PictureEncoder current;
    private int codec;
    private boolean secondOfItsKind;
    private long sent;
    private boolean keyOwed;

    /** @param replaced told of each failure that was got over */
    LastingEncoder(
            OutputProfile profile, double frameRate, EncoderFactory factory, Consumer<EngineException> replaced) {
        this.profile = profile;
        this.frameRate = frameRate;
        this.factory = factory;
        this.replaced = replaced;
        codecs = factory.pictureCodecs();
        open();
    }

    /** Opens the first codec from the present one on that can be opened. */
    private void open() {
        EngineException last = null;
        for (; codec < codecs.size(); codec++, secondOfItsKind = false) {
            try {
                current = factory.pictures(profile, frameRate, codecs.get(codec));
                sent = 0;
                if (last != null) {
                    replaced.accept(last);
                }
                return;
            } catch (EngineException e) {
                last = e;
            }
        }
        codec = 0; // whoever asks again finds all of them to try
        throw new EngineException(
                Kind.UNAVAILABLE,
                FaultClass.ENCODER,
                "no picture encoder can be had of " + codecs + ": "
                        + (last == null ? "all failed" : last.getMessage()));
    }

    private void replace(EngineException failure) {
        close();
        if (secondOfItsKind && sent < STEADY) {
            codec++;
            secondOfItsKind = false;
        } else {
            secondOfItsKind = true;
        }
        open();
        keyOwed = true;
        replaced.accept(failure);
    }

    private PictureEncoder current() {
        PictureEncoder encoder = current;
        if (encoder == null) {
            open();
            encoder = Objects.requireNonNull(current);
            keyOwed = true;
        }
        return encoder;
    }

    @Override
    public void send(Frame frame) {
        // each codec may fail twice before its turn is over
        for (int attempt = 0; ; attempt++) {
            PictureEncoder encoder = current();
            if (keyOwed) {
                frame.forceKey(true);
            }
            try {
                encoder.send(frame);
                sent++;
                keyOwed = false;
                return;
            } catch (EngineException e) {
                if (attempt >= 2 * codecs.size()) {
                    close();
                    throw e;
                }
                replace(e);
            }
        }
    }

    @Override
    public Flow receive(Packet packet) {
        try {
            return current().receive(packet);
        } catch (EngineException e) {
            replace(e); // the picture inside is lost, the next one is a keyframe
            return Flow.NEED_INPUT;
        }
    }

    @Override
    public void close() {
        PictureEncoder owned = current;
        if (owned != null) {
            current = null;
            owned.close();
        }
    }
}
