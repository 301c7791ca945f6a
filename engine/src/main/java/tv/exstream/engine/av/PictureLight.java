package tv.exstream.engine.av;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

/**
 * How much light there is in decoded pictures, by a grid of their pixels: some 30,000 of a picture of any size, read in
 * place, of both fields. Of a pixel its luma counts, or the brightest of its colours where it has no luma. One thread.
 */
public final class PictureLight {
    private static final int COLUMNS = 240;
    private static final int ROWS = 136;
    /** HLG is a camera's curve: its dark part is steeper than a screen's, which PQ and gamma are like. */
    private static final double HLG_SHARE = 0.75;

    private static final long UNREADABLE =
            AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT;

    private static final ValueLayout.OfShort LITTLE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort BIG = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final double pixel;
    private int format = Integer.MIN_VALUE;
    private int range = Integer.MIN_VALUE;
    private int transfer = Integer.MIN_VALUE;
    private Component[] components = {};
    private int low;
    private int scale;
    private int limit;
    private long count;
    private long dark;
    private long sum;

    /** Where a colour of a pixel is. */
    private record Component(int plane, int step, int offset, int shift, int mask, boolean wide, boolean bigEndian) {
        int at(long address) {
            if (!wide) {
                return (Packet.MEMORY.get(ValueLayout.JAVA_BYTE, address) & 0xff) >> shift & mask;
            }
            return (Packet.MEMORY.get(bigEndian ? BIG : LITTLE, address) & 0xffff) >> shift & mask;
        }
    }

    /** @param pixel up to this share of the signal's range a pixel is dark */
    public PictureLight(double pixel) {
        this.pixel = pixel;
    }

    /**
     * Looks at a picture.
     *
     * @throws EngineException {@code UNSUPPORTED} for pixels that are no numbers in memory
     */
    public void look(Frame frame) {
        AVFrame picture = frame.raw();
        prepare(picture);
        count = 0;
        dark = 0;
        sum = 0;
        int across = Math.max(1, picture.width() / COLUMNS);
        int down = Math.max(1, picture.height() / ROWS) | 1; // odd: rows of both fields
        if (components.length == 1) {
            luma(picture, across, down);
        } else {
            colours(picture, across, down);
        }
    }

    private void luma(AVFrame picture, int across, int down) {
        Component luma = components[0];
        long base = picture.data(luma.plane).address() + luma.offset;
        long stride = picture.linesize(luma.plane);
        long step = (long) luma.step * across;
        int width = picture.width();
        for (int y = 0; y < picture.height(); y += down) {
            long at = base + y * stride;
            for (int x = 0; x < width; x += across, at += step) {
                add(luma.at(at));
            }
        }
    }

    private void colours(AVFrame picture, int across, int down) {
        long[] bases = new long[components.length];
        long[] strides = new long[components.length];
        for (int i = 0; i < components.length; i++) {
            bases[i] = picture.data(components[i].plane).address() + components[i].offset;
            strides[i] = picture.linesize(components[i].plane);
        }
        for (int y = 0; y < picture.height(); y += down) {
            for (int x = 0; x < picture.width(); x += across) {
                int brightest = 0;
                for (int i = 0; i < components.length; i++) {
                    long at = bases[i] + y * strides[i] + (long) x * components[i].step;
                    brightest = Math.max(brightest, components[i].at(at));
                }
                add(brightest);
            }
        }
    }

    private void add(int value) {
        count++;
        sum += Math.max(0, value - low);
        if (value <= limit) {
            dark++;
        }
    }

    /** What the numbers of this picture mean; the same for most that follow. */
    private void prepare(AVFrame picture) {
        if (picture.format() == format && picture.color_range() == range && picture.color_trc() == transfer) {
            return;
        }
        AVPixFmtDescriptor pixels = av_pix_fmt_desc_get(picture.format());
        if (pixels == null || pixels.isNull() || (pixels.flags() & UNREADABLE) != 0) {
            throw new EngineException(
                    Kind.UNSUPPORTED,
                    "kind=UNSUPPORTED call=av_pix_fmt_desc_get reason=\"pixels of format " + picture.format()
                            + " cannot be looked at\" on=picture");
        }
        boolean colours = (pixels.flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        boolean bigEndian = (pixels.flags() & AV_PIX_FMT_FLAG_BE) != 0;
        components = new Component[colours ? Math.min(3, pixels.nb_components()) : 1];
        for (int i = 0; i < components.length; i++) {
            AVComponentDescriptor one = pixels.comp(i);
            boolean wide = one.depth() + one.shift() > 8;
            components[i] = new Component(
                    one.plane(), one.step(), one.offset(), one.shift(), (1 << one.depth()) - 1, wide, bigEndian);
        }
        int depth = pixels.comp(0).depth();
        boolean full = colours
                || picture.color_range() == AVCOL_RANGE_JPEG
                || NativeText.of(pixels.name()).orElse("").startsWith("yuvj");
        int most = (1 << depth) - 1;
        low = full || depth < 8 ? 0 : 16 << (depth - 8);
        scale = full || depth < 8 ? most : 219 << (depth - 8);
        double share = picture.color_trc() == AVCOL_TRC_ARIB_STD_B67 ? pixel * HLG_SHARE : pixel;
        limit = low + (int) Math.floor(share * scale);
        format = picture.format();
        range = picture.color_range();
        transfer = picture.color_trc();
    }

    /** Of the newest picture: the share of its pixels that are dark, 0 to 1. */
    public double dark() {
        return count == 0 ? 0 : (double) dark / count;
    }

    /** Of the newest picture: how bright it is on average, from 0 for black to 1 for white. */
    public double mean() {
        return count == 0 ? 0 : Math.min(1, (double) sum / count / scale);
    }
}
