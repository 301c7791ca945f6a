package tv.exstream.engine.source;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;

/** A programme that libavfilter renders: picture and sound without end, no input. */
final class SyntheticSource implements ProgrammeSource {
    private static final double ASSUMED_FRAME_RATE = 25;

    private final FilterGraph pictures;
    private final FilterGraph sound;
    private final Frame frame;
    private final Packet packet;
    private @Nullable VideoOutput output;
    private @Nullable AudioEncoder encoder;
    private @Nullable AirWindow window;
    private long videoZero = Packet.NOPTS;
    private long audioZero = Packet.NOPTS;
    private long videoUntil;
    private long audioUntil;

    SyntheticSource(MediaSource.Synthetic source, OutputProfile profile) {
        pictures = FilterGraph.videoSource(source.videoGraph() + ",scale=" + profile.width() + ":" + profile.height()
                + ",setsar=1,format=yuv420p");
        try {
            sound = FilterGraph.audioSource(source.audioGraph() + ",aresample=" + profile.sampleRate()
                    + ",aformat=sample_fmts=fltp:channel_layouts=" + (profile.channels() == 1 ? "mono" : "stereo"));
        } catch (RuntimeException e) {
            pictures.close();
            throw e;
        }
        frame = new Frame();
        packet = new Packet();
    }

    @Override
    public Optional<StreamDecision> video() {
        return Optional.of(new StreamDecision(false, "rawvideo", "rendered"));
    }

    @Override
    public Optional<StreamDecision> audio() {
        return Optional.of(new StreamDecision(false, "pcm", "rendered"));
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public void start(AirWindow airWindow, Encoders encoders) {
        window = airWindow;
        output = new VideoOutput(encoders, airWindow, ASSUMED_FRAME_RATE);
        encoder = encoders.audio();
        encoder.anchor(airWindow.from());
        videoUntil = airWindow.from();
        audioUntil = airWindow.from();
    }

    @Override
    public Flow step(PacketSink sink) {
        AirWindow w = Objects.requireNonNull(window, "not started");
        if (videoUntil >= w.until() && audioUntil >= w.until()) {
            return Flow.END;
        }
        return videoUntil <= audioUntil ? picture(w, sink) : sound(w, sink);
    }

    private Flow picture(AirWindow w, PacketSink sink) {
        if (pictures.pull(frame) != Flow.OUTPUT) {
            return Flow.END;
        }
        if (videoZero == Packet.NOPTS) {
            videoZero = w.from() - frame.pts();
        }
        long pts = videoZero + frame.pts();
        frame.pts(pts);
        videoUntil = pts + Math.max(frame.duration(), 1);
        if (pts < w.until()) {
            Objects.requireNonNull(output).encode(frame, sink);
        } else {
            videoUntil = w.until();
            Objects.requireNonNull(output).finish(sink);
        }
        return Flow.OUTPUT;
    }

    private Flow sound(AirWindow w, PacketSink sink) {
        if (sound.pull(frame) != Flow.OUTPUT) {
            return Flow.END;
        }
        if (audioZero == Packet.NOPTS) {
            audioZero = w.from() - frame.pts();
        }
        frame.pts(audioZero + frame.pts());
        AudioEncoder to = Objects.requireNonNull(encoder);
        to.write(frame, w.until());
        audioUntil = Math.max(to.writtenUntil90k() + 2, audioUntil); // sample rounding must not hold the end back
        while (to.receive(packet, false) == Flow.OUTPUT) {
            sink.audio(packet);
        }
        return Flow.OUTPUT;
    }

    @Override
    public void close() {
        pictures.close();
        sound.close();
        if (output != null) {
            output.close();
            output = null;
        }
        frame.close();
        packet.close();
    }
}
