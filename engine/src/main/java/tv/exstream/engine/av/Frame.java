package tv.exstream.engine.av;

import java.util.Objects;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

/** Owner of one {@code AVFrame} shell and the raw picture or samples it may hold. Confined to one thread at a time. */
public final class Frame implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("frame");

    private @Nullable AVFrame frame;

    public Frame() {
        AVFrame allocated = av_frame_alloc();
        if (allocated == null || allocated.isNull()) {
            throw new OutOfMemoryError("av_frame_alloc");
        }
        frame = allocated;
        LEDGER.acquired();
    }

    AVFrame raw() {
        return Objects.requireNonNull(frame, "frame is closed");
    }

    public long pts() {
        return raw().pts();
    }

    /** The decoder's best guess where the container had no PTS. */
    public long bestEffortPts() {
        return raw().best_effort_timestamp();
    }

    public void pts(long pts) {
        raw().pts(pts);
    }

    public long duration() {
        return raw().duration();
    }

    public void duration(long duration) {
        raw().duration(duration);
    }

    public int width() {
        return raw().width();
    }

    public int height() {
        return raw().height();
    }

    public int samples() {
        return raw().nb_samples();
    }

    /** Tells the encoder to make this picture an IDR, or to choose by itself. */
    public void forceKey(boolean key) {
        raw().pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    }

    /** Shares the contents of {@code other}: a reference, no copy. What this one held is released. */
    public void refFrom(Frame other) {
        av_frame_unref(raw());
        Av.check(av_frame_ref(raw(), other.raw()), "av_frame_ref", "frame");
    }

    public void unref() {
        av_frame_unref(raw());
    }

    @Override
    public void close() {
        AVFrame owned = frame;
        if (owned != null) {
            frame = null;
            av_frame_free(owned);
            LEDGER.released();
        }
    }
}
