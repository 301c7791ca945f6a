package tv.exstream.engine.slate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Decoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Input;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.SoundFrame;

/**
 * An audio file made endless: its end fades into its beginning. Only some frames are in memory at a time; what is longer
 * than ten minutes is cut. Confined to one thread.
 */
final class Soundtrack implements SoundFrames {
    static final Duration LONGEST = Duration.ofMinutes(10);
    /** Frames of the cross-fade, some 85 ms. */
    private static final int FADE = 4;

    private static final int FRAME = AudioEncoder.FRAME_SAMPLES;
    private static final Duration OPEN_DEADLINE = Duration.ofSeconds(10);
    private static final Duration READ_DEADLINE = Duration.ofSeconds(5);

    private final Path file;
    private final int channels;
    private final String filters;
    private final long mostFrames;
    private final Interrupt interrupt = new Interrupt();
    private final Input input;
    private final ElementaryStream stream;
    private final Decoder decoder;
    private final Packet packet = new Packet();
    private final Frame decoded = new Frame();
    private final Frame filtered = new Frame();
    private @Nullable FilterGraph graph;
    private boolean drained;
    private long position;

    private final Deque<float[][]> head = new ArrayDeque<>();
    private final Deque<float[][]> ahead = new ArrayDeque<>();
    private long read;
    private boolean ended;

    /** @throws EngineException when the file cannot be opened, or holds no sound */
    Soundtrack(Path file, OutputProfile profile, double volume) {
        this.file = file;
        channels = profile.channels();
        filters = String.format(
                Locale.ROOT,
                "aresample=%d,aformat=sample_fmts=fltp:channel_layouts=%s,volume=%.4f,asetnsamples=n=%d:p=1",
                profile.sampleRate(),
                channels == 1 ? "mono" : "stereo",
                volume,
                FRAME);
        mostFrames = LONGEST.toSeconds() * profile.sampleRate() / FRAME;
        try {
            input = Input.open(new MediaSource.File(file), interrupt, OPEN_DEADLINE, READ_DEADLINE);
        } catch (RuntimeException e) {
            packet.close();
            decoded.close();
            filtered.close();
            interrupt.close();
            throw e;
        }
        try {
            stream = input.audio()
                    .orElseThrow(
                            () -> new EngineException(Kind.UNSUPPORTED, file + " holds no sound: name an audio file"));
            input.select(List.of(stream));
            decoder = new Decoder(stream, 1);
        } catch (RuntimeException e) {
            input.close();
            packet.close();
            decoded.close();
            filtered.close();
            interrupt.close();
            throw e;
        }
    }

    @Override
    public boolean next(float[][] planes) {
        while (!ended && ahead.size() <= FADE) {
            float[][] frame = new float[channels][FRAME];
            if (read < mostFrames && decode(frame)) {
                read++;
                (head.size() < FADE ? head : ahead).add(frame);
            } else {
                end();
            }
        }
        float[][] frame = ahead.poll();
        if (frame == null) {
            return false;
        }
        for (int c = 0; c < channels; c++) {
            System.arraycopy(frame[c], 0, planes[c], 0, FRAME);
        }
        return true;
    }

    /** The last frames become a fade into the first ones, which were held back for this. */
    private void end() {
        ended = true;
        if (read == 0) {
            throw new EngineException(Kind.MALFORMED, file + " holds no sound that can be decoded: name another file");
        }
        while (head.size() < FADE) {
            head.add(new float[channels][FRAME]);
        }
        while (ahead.size() < FADE) {
            ahead.add(new float[channels][FRAME]);
        }
        int skipped = ahead.size() - FADE;
        int sample = 0;
        for (float[][] frame : ahead) {
            if (skipped-- > 0) {
                continue;
            }
            float[][] first = head.remove();
            for (int i = 0; i < FRAME; i++, sample++) {
                float in = (sample + 0.5f) / (FADE * FRAME);
                for (int c = 0; c < channels; c++) {
                    frame[c][i] = frame[c][i] * (1 - in) + first[c][i] * in;
                }
            }
        }
    }

    private boolean decode(float[][] planes) {
        while (true) {
            FilterGraph current = graph;
            if (current != null && current.pull(filtered) == Flow.OUTPUT) {
                return SoundFrame.read(filtered, planes, 0) == FRAME;
            }
            if (drained) {
                return false;
            }
            feed();
        }
    }

    /** Gives the graph one more decoded frame, or its end. */
    private void feed() {
        while (decoder.receive(decoded) != Flow.OUTPUT) {
            if (drained) {
                return;
            }
            if (input.read(packet) == Flow.END) {
                decoder.send(null);
                if (decoder.receive(decoded) != Flow.OUTPUT) {
                    finish();
                    return;
                }
                break;
            }
            decoder.send(packet);
            packet.unref();
        }
        if (decoded.samples() == 0) {
            return;
        }
        FilterGraph current = graph;
        if (current == null || !current.acceptsAudio(decoded)) {
            if (current != null) {
                current.close(); // some milliseconds go with it, where a file changes its format
            }
            current = FilterGraph.audio(decoded, filters);
            graph = current;
        }
        decoded.pts(position * 90_000 / Math.max(1, stream.info().sampleRate()));
        position += decoded.samples();
        current.push(decoded);
    }

    private void finish() {
        drained = true;
        FilterGraph current = graph;
        if (current != null) {
            current.push(null);
        }
    }

    @Override
    public void close() {
        FilterGraph current = graph;
        if (current != null) {
            graph = null;
            current.close();
        }
        decoder.close();
        input.close();
        packet.close();
        decoded.close();
        filtered.close();
        interrupt.close();
    }
}
