package tv.exstream.engine.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Input;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.av.Packet;

/** A programme from a container, file or network: each stream copied or transcoded. Owns its input. */
final class ContainerSource implements ProgrammeSource {
    private final Input input;
    private final Interrupt interrupt;
    private final Optional<ElementaryStream> videoStream;
    private final Optional<ElementaryStream> audioStream;
    private final Optional<StreamDecision> video;
    private final Optional<StreamDecision> audio;
    private final Packet packet = new Packet();
    private @Nullable VideoPath videoPath;
    private @Nullable AudioPath audioPath;
    private boolean drained;

    /** @param interrupt the input's, closed with this */
    ContainerSource(Input input, Interrupt interrupt, Optional<StreamDecision> video, Optional<StreamDecision> audio) {
        this.input = input;
        this.interrupt = interrupt;
        this.video = video;
        this.audio = audio;
        videoStream = video.isPresent() ? input.video() : Optional.empty();
        audioStream = audio.isPresent() ? input.audio() : Optional.empty();
        List<ElementaryStream> wanted = new ArrayList<>();
        videoStream.ifPresent(wanted::add);
        audioStream.ifPresent(wanted::add);
        input.select(wanted);
    }

    @Override
    public Optional<StreamDecision> video() {
        return video;
    }

    @Override
    public Optional<StreamDecision> audio() {
        return audio;
    }

    @Override
    public boolean live() {
        return !(input.source() instanceof MediaSource.File)
                && input.probe().duration().isEmpty();
    }

    @Override
    public Optional<Duration> announcedLength() {
        return input.announcedLength();
    }

    @Override
    public long damaged() {
        VideoPath v = videoPath;
        AudioPath a = audioPath;
        return input.corruptPackets() + (v == null ? 0 : v.damaged()) + (a == null ? 0 : a.damaged());
    }

    @Override
    public long reconnects() {
        return input.reconnects();
    }

    @Override
    public void start(AirWindow airWindow, Encoders encoders) {
        long origin = input.originTicks90k();
        if (videoStream.isPresent()) {
            ElementaryStream stream = videoStream.get();
            videoPath = video.orElseThrow().copy()
                    ? new CopyVideo(stream, origin, airWindow, encoders.profile())
                    : new TranscodeVideo(stream, origin, airWindow, encoders);
        }
        if (audioStream.isPresent()) {
            ElementaryStream stream = audioStream.get();
            audioPath = audio.orElseThrow().copy()
                    ? new CopyAudio(stream, origin, airWindow)
                    : new TranscodeAudio(stream, origin, airWindow, encoders);
        }
    }

    @Override
    public Flow step(PacketSink sink) {
        VideoPath v = videoPath;
        AudioPath a = audioPath;
        if (drained || ((v == null || v.ended()) && (a == null || a.ended()))) { // also when not started
            return Flow.END;
        }
        if (input.read(packet) == Flow.END) {
            drained = true;
            if (v != null) {
                v.drain(sink);
            }
            if (a != null) {
                a.drain(v == null ? 0 : v.shift90k(), sink);
            }
            return Flow.END;
        }
        int index = packet.streamIndex();
        if (v != null && index == videoStream.orElseThrow().index()) {
            v.accept(packet, sink);
        } else if (a != null && index == audioStream.orElseThrow().index()) {
            a.accept(packet, v == null ? 0 : v.shift90k(), sink);
        }
        return Flow.OUTPUT;
    }

    @Override
    public void close() {
        if (videoPath != null) {
            videoPath.close();
            videoPath = null;
        }
        if (audioPath != null) {
            audioPath.close();
            audioPath = null;
        }
        packet.close();
        input.close();
        interrupt.close();
    }
}
