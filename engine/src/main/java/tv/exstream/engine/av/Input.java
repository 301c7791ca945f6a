package tv.exstream.engine.av;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.SoundChoice;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.natives.FFmpeg;
import tv.exstream.natives.FFmpegLog;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_seek_file;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

/**
 * An open container: the owner of one {@code AVFormatContext}. Confined to one thread at a time. Every blocking call is
 * bounded by the {@link Interrupt} given at the opening, which outlives this object.
 */
public final class Input implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("input");
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int PACKETS_TO_A_KEYFRAME = 2_000;
    private static final Duration SEGMENT_PATIENCE = Duration.ofSeconds(30);

    private @Nullable AVFormatContext context;
    private final MediaSource source;
    private final Interrupt interrupt;
    private final Duration readDeadline;
    private final List<ElementaryStream> streams = new ArrayList<>();
    private final MediaProbe probe;
    private SoundChoice sound = SoundChoice.NONE;
    private final boolean seekable;
    private final boolean lengthGuessed;
    private final boolean network;
    private final StrayStamps strayStamps;
    private final Duration seekDeadline;
    private long corrupt;
    private long reconnects;
    /** Reads in libav's place, which has closed then. */
    private @Nullable Mp4Reader samples;
    /** The container opened a second time, without analysis, in the first one's place. */
    private @Nullable Reopened reopened;
    /** Of the streams, once libav's own are gone. */
    private final List<AVCodecParameters> parameters = new ArrayList<>();
    /** Reading does not start at the beginning any more. */
    private boolean moved;

    private boolean closed;

    private Input(
            AVFormatContext context,
            MediaSource source,
            Interrupt interrupt,
            Duration openDeadline,
            Duration readDeadline) {
        this.context = context;
        this.source = source;
        this.interrupt = interrupt;
        seekDeadline = openDeadline.compareTo(readDeadline) > 0 ? openDeadline : readDeadline;
        StreamReader reader = new StreamReader(context);
        for (int i = 0; i < context.nb_streams(); i++) {
            streams.add(reader.read(i));
        }
        probe = reader.probe(source, streams);
        this.readDeadline = patience(context, readDeadline);
        network = !(source instanceof MediaSource.File);
        lengthGuessed = context.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
        seekable = InputOpening.seekable(context);
        strayStamps = new StrayStamps(streams);
    }

    /**
     * Opens and analyses {@code source}.
     *
     * @param openDeadline bounds opening and analysis together
     * @param readDeadline bounds each later read or seek
     * @throws EngineException naming the source and the reason; nothing stays open
     */
    public static Input open(MediaSource source, Interrupt interrupt, Duration openDeadline, Duration readDeadline) {
        FFmpeg.load();
        interrupt.arm(openDeadline);
        AVFormatContext context = InputOpening.open(source, interrupt, openDeadline);
        LEDGER.acquired();
        interrupt.answer();
        try {
            check(avformat_find_stream_info(context, (AVDictionary) null), "avformat_find_stream_info", source);
            return new Input(context, source, interrupt, openDeadline, readDeadline);
        } catch (RuntimeException | Error e) {
            avformat_close_input(context);
            LEDGER.released();
            throw e;
        } finally {
            interrupt.disarm();
        }
    }

    /** A playlist's media come by the segment, a webcam's pictures perhaps by the second. */
    private Duration patience(AVFormatContext opened, Duration wanted) {
        if (InputOpening.isPlaylist(opened)) {
            return wanted.compareTo(SEGMENT_PATIENCE) > 0 ? wanted : SEGMENT_PATIENCE;
        }
        double slowest = streams.stream()
                .mapToDouble(s -> s.info().frameRate().orElse(25))
                .min()
                .orElse(25);
        Duration frames = Duration.ofMillis(Math.round(4_000 / Math.max(slowest, 0.1)));
        return wanted.compareTo(frames) > 0 ? wanted : frames;
    }

    private static void check(int code, String call, MediaSource source) {
        if (code < 0) {
            throw InputOpening.failure(code, call, source);
        }
    }

    AVFormatContext raw() {
        return Objects.requireNonNull(context, "input is closed");
    }

    public MediaSource source() {
        return source;
    }

    public MediaProbe probe() {
        return probe;
    }

    /** The stream a channel shows, see {@link MediaProbe#video()}. */
    public Optional<ElementaryStream> video() {
        return probe.video().map(s -> streams.get(s.index()));
    }

    /** The stream a channel plays, see {@link MediaProbe#audio(SoundChoice)}. */
    public Optional<ElementaryStream> audio() {
        return probe.audio(sound).map(s -> streams.get(s.index()));
    }

    /** Chooses the sound; before anything is asked of streams. */
    public void prefer(SoundChoice choice) {
        sound = choice;
    }

    /**
     * Lets go of what only the analysis needed, where these streams can be read with less: nothing else will be read, and
     * nothing will be decoded. Streams asked for earlier are to be asked for again.
     */
    public void economise(List<ElementaryStream> wanted) {
        if (economised() || !(source instanceof MediaSource.File(Path path))) {
            return;
        }
        AVFormatContext analysed = raw();
        String format = NativeText.of(analysed.iformat().name()).orElse("");
        if (format.startsWith("mov,")) {
            samples = Mp4Reader.of(analysed, path, wanted).orElse(null);
        } else if (format.startsWith("matroska") || format.equals("mpegts")) {
            reopened = reopen(analysed, wanted);
        }
        if (economised()) {
            streams.replaceAll(this::withOwnParameters);
            context = reopened == null ? null : reopened.context();
            avformat_close_input(analysed);
        }
    }

    private @Nullable Reopened reopen(AVFormatContext analysed, List<ElementaryStream> wanted) {
        interrupt.arm(readDeadline);
        try {
            AVFormatContext again = InputOpening.open(source, interrupt, seekDeadline);
            Reopened plain = Reopened.like(analysed, again, wanted).orElse(null);
            if (plain == null) {
                avformat_close_input(again);
            }
            return plain;
        } catch (EngineException e) {
            return null; // the one that is open goes on
        } finally {
            interrupt.disarm();
        }
    }

    /** Whether {@link #economise} found a way. */
    boolean economised() {
        return samples != null || reopened != null;
    }

    private ElementaryStream withOwnParameters(ElementaryStream of) {
        AVCodecParameters copy = avcodec_parameters_alloc();
        parameters.add(copy);
        Av.check(avcodec_parameters_copy(copy, of.parameters()), "avcodec_parameters_copy", source.describe());
        return new ElementaryStream(of.info(), copy, of.timeBaseNum(), of.timeBaseDen(), of.startTicks90k(), of.adts());
    }

    /** Reads only these streams from now on. */
    public void select(List<ElementaryStream> wanted) {
        if (samples != null) {
            return; // reads what was wanted then
        }
        for (ElementaryStream stream : streams) {
            if (!wanted.contains(stream)) {
                raw().streams(stream.index()).discard(AVDISCARD_ALL);
            }
        }
    }

    /** What counts as position zero: the first picture, or the first sound where there is no picture; 90 kHz. */
    public long originTicks90k() {
        return video().or(this::audio).map(ElementaryStream::startTicks90k).orElse(0L);
    }

    /**
     * Goes to the keyframe at or before {@code position} (from the start of the contents), or to the first one. Contents
     * without an index that nothing was read of yet stay where they are: they are read from their start on.
     */
    public void seek(Duration position) {
        // MPEG-TS is sought by DTS, to whatever frame is there: aimed at exactly, the first keyframe would be passed
        // over
        long early = position.isZero() ? MICROS_PER_SECOND : 0;
        long target = originTicks90k() * 100 / 9 + position.toNanos() / 1000 - early;
        if (samples != null) {
            samples.seek(target / 1e6);
            return;
        }
        strayStamps.forget();
        interrupt.arm(seekDeadline);
        try {
            int code = avformat_seek_file(raw(), -1, Long.MIN_VALUE, target, target, 0);
            if (code < 0) {
                code = avformat_seek_file(raw(), -1, Long.MIN_VALUE, target, target + 10 * MICROS_PER_SECOND, 0);
            }
            if (code < 0 && !moved) {
                return;
            }
            check(code, "avformat_seek_file", source);
            moved = true;
            if (reopened != null) {
                reopened.forget();
            }
        } finally {
            interrupt.disarm();
        }
    }

    /**
     * Whether the keyframes of an H.264 stream are IDR pictures, so that a copy can be joined at each: looks at one in the
     * middle (the first is an IDR always). Leaves the position undefined: {@link #seek} afterwards.
     */
    public boolean joinsAtIdr(ElementaryStream video) {
        seek(probe.duration().map(d -> d.dividedBy(2)).orElse(Duration.ZERO));
        if (!moved) {
            return false;
        }
        try (Packet packet = new Packet();
                Packet unit = new Packet();
                AccessUnits units = AccessUnits.h264(video)) {
            for (int i = 0; i < PACKETS_TO_A_KEYFRAME; i++) {
                if (read(packet) == Flow.END) {
                    // none in the second half: a seek there goes back to an earlier one, at worst to the first
                    return true;
                }
                if (packet.streamIndex() == video.index()
                        && packet.isKey()
                        && units.convert(packet, unit) == Flow.OUTPUT) {
                    return AccessUnits.isIdr(unit);
                }
            }
            return false;
        }
    }

    /**
     * Reads the next packet of the selected streams into {@code packet}, timestamps in its stream's time base. What the
     * demuxer marks as damaged, or has made up a timestamp for, is discarded and counted.
     *
     * @return {@link Flow#OUTPUT} or {@link Flow#END}
     * @throws EngineException on a read error or when the read deadline passes
     */
    public Flow read(Packet packet) {
        moved = true;
        if (samples != null) {
            return samples.read(packet);
        }
        while (true) {
            packet.unref();
            interrupt.arm(readDeadline);
            long before = network ? FFmpegLog.reconnects() : 0;
            int code = av_read_frame(raw(), packet.raw());
            interrupt.disarm();
            if (network) {
                reconnects += FFmpegLog.reconnects() - before;
            }
            if (code == AVERROR_EOF) {
                check(InputOpening.errorBehindEnd(raw()), "av_read_frame", source);
                return Flow.END;
            }
            check(code, "av_read_frame", source);
            if (network && InputOpening.errorBehindEnd(raw()) < 0) {
                continue; // the connection broke: what a demuxer gives out then is a piece of a picture
            }
            if (reopened != null) {
                reopened.complete(packet);
            }
            if (!packet.isCorrupt() && !strayStamps.isStray(packet)) {
                return Flow.OUTPUT;
            }
            corrupt++;
        }
    }

    /** Packets discarded as damaged so far. */
    public long corruptPackets() {
        return corrupt;
    }

    /** How often a broken connection was taken up where it ended, without anybody noticing. */
    public long reconnects() {
        return reconnects;
    }

    /** How long the contents are by the container's word; empty where libav has guessed it from a bit rate. */
    public Optional<Duration> announcedLength() {
        return lengthGuessed ? Optional.empty() : probe.duration();
    }

    /** False for what can only be read on, such as a server without byte ranges. */
    public boolean seekable() {
        return seekable;
    }

    @Override
    public void close() {
        AVFormatContext owned = context;
        if (owned != null) {
            context = null;
            avformat_close_input(owned);
        }
        if (samples != null) {
            samples.close();
        }
        parameters.forEach(p -> avcodec_parameters_free(p));
        parameters.clear();
        if (!closed) {
            closed = true;
            LEDGER.released();
        }
    }
}
