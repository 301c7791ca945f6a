package tv.exstream.engine.av;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import org.bytedeco.ffmpeg.avutil.AVFrame;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

/** A frame of planar float samples that Java fills, for the {@link AudioEncoder}. Confined to one thread. */
public final class SoundFrame implements AutoCloseable {
    private final Frame frame = new Frame();
    private final int channels;
    private final int samples;

    /** @param samples of each channel */
    public SoundFrame(int channels, int sampleRate, int samples) {
        this.channels = channels;
        this.samples = samples;
        AVFrame f = frame.raw();
        f.nb_samples(samples);
        f.format(AV_SAMPLE_FMT_FLTP);
        f.sample_rate(sampleRate);
        av_channel_layout_default(f.ch_layout(), channels);
        try {
            Av.check(av_frame_get_buffer(f, 0), "av_frame_get_buffer", "sound frame");
        } catch (RuntimeException e) {
            frame.close();
            throw e;
        }
    }

    /** Replaces the samples: {@code planes[channel][from …]}, -1 to 1. */
    public Frame fill(float[][] planes, int from, long ticks90k) {
        AVFrame f = frame.raw();
        Av.check(av_frame_make_writable(f), "av_frame_make_writable", "sound frame");
        for (int c = 0; c < channels; c++) {
            MemorySegment.copy(planes[c], from, plane(frame, c, samples), ValueLayout.JAVA_FLOAT, 0, samples);
        }
        f.nb_samples(samples);
        frame.pts(ticks90k);
        return frame;
    }

    /** Copies the samples of a planar float frame into {@code planes[channel][at …]}. @return how many of each channel */
    public static int read(Frame from, float[][] planes, int at) {
        int count = from.samples();
        for (int c = 0; c < planes.length; c++) {
            MemorySegment.copy(plane(from, c, count), ValueLayout.JAVA_FLOAT, 0, planes[c], at, count);
        }
        return count;
    }

    private static MemorySegment plane(Frame frame, int channel, int samples) {
        return MemorySegment.ofAddress(frame.raw().data(channel).address()).reinterpret((long) samples * Float.BYTES);
    }

    @Override
    public void close() {
        frame.close();
    }
}
