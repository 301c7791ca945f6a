package tv.exstream.engine.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.SoundChoice;
import tv.exstream.engine.av.AccessUnits;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.Input;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.profile.StreamFit;

/** Opens a source, decides for each stream, and goes to the position wanted. Blocking, bounded; any thread. */
public final class SourceOpener {
    /** A disk that has to wake up first takes seconds. */
    private static final Duration FILE_READ_DEADLINE = Duration.ofSeconds(5);

    private final OutputProfile profile;
    private final Duration openDeadline;
    private final Duration readDeadline;

    /**
     * @param openDeadline bounds an opening, to the position wanted
     * @param readDeadline how long a stream of the network may be silent before it counts as broken
     */
    public SourceOpener(OutputProfile profile, Duration openDeadline, Duration readDeadline) {
        this.profile = profile;
        this.openDeadline = openDeadline;
        this.readDeadline = readDeadline;
    }

    /**
     * Opens {@code source} at the keyframe at or before {@code position}.
     *
     * @param interrupt cancels the opening and every later read; closed with the returned source, or here on failure
     * @throws EngineException naming the source and the reason; nothing stays open
     */
    public ProgrammeSource open(MediaSource source, Duration position, Interrupt interrupt) {
        return open(source, SoundChoice.NONE, position, interrupt);
    }

    /** The same with one of several sound tracks. */
    public ProgrammeSource open(MediaSource source, SoundChoice sound, Duration position, Interrupt interrupt) {
        if (source instanceof MediaSource.Synthetic synthetic) {
            interrupt.close();
            return new SyntheticSource(synthetic, profile);
        }
        Input input;
        try {
            Duration silence = source instanceof MediaSource.File ? FILE_READ_DEADLINE : readDeadline;
            input = Input.open(source, interrupt, openDeadline, silence);
            input.prefer(sound);
        } catch (RuntimeException e) {
            interrupt.close();
            throw e;
        }
        try {
            Optional<StreamDecision> video = input.video().map(stream -> decideVideo(input, stream));
            Optional<StreamDecision> audio = input.audio().map(this::decideAudio);
            if (video.isEmpty() && audio.isEmpty()) {
                throw new EngineException(
                        Kind.UNSUPPORTED, source.describe() + " holds neither picture nor sound that can be played");
            }
            economise(input, video, audio);
            // looking at keyframes has moved an input that can be sought, also where the decision was against a copy
            boolean moved = video.isPresent() && input.probe().duration().isPresent();
            // What can only be read on is read on: what comes before the position is dropped on the way to air.
            if (input.seekable() && (moved || !position.isZero())) {
                input.seek(position);
            }
            return new ContainerSource(input, interrupt, video, audio);
        } catch (RuntimeException e) {
            input.close();
            interrupt.close();
            throw e;
        }
    }

    /** What only copies needs no more of libav than packets. */
    private static void economise(Input input, Optional<StreamDecision> video, Optional<StreamDecision> audio) {
        if (video.stream().allMatch(StreamDecision::copy) && audio.stream().allMatch(StreamDecision::copy)) {
            List<ElementaryStream> wanted = new ArrayList<>();
            input.video().filter(stream -> video.isPresent()).ifPresent(wanted::add);
            input.audio().filter(stream -> audio.isPresent()).ifPresent(wanted::add);
            input.economise(wanted);
        }
    }

    private StreamDecision decideVideo(Input input, ElementaryStream stream) {
        MediaProbe.Stream info = stream.info();
        StreamDecision decision = StreamFit.video(info, profile);
        if (!decision.copy()) {
            return decision;
        }
        // What cannot be sought (a live stream) is joined where it stands.
        boolean joinable = !input.seekable() || input.probe().duration().isEmpty() || input.joinsAtIdr(stream);
        return joinable ? decision : StreamFit.transcode(info, "open GOPs: its keyframes cannot be joined");
    }

    private StreamDecision decideAudio(ElementaryStream stream) {
        StreamDecision decision = StreamFit.audio(stream.info(), profile);
        return decision.copy() && !AccessUnits.carriesAac(stream)
                ? StreamFit.transcode(stream.info(), "AAC that ADTS cannot carry")
                : decision;
    }
}
