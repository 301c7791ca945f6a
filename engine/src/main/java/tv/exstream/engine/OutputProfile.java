package tv.exstream.engine;

import java.util.Optional;

/**
 * What leaves a channel: H.264 8-bit 4:2:0 video and AAC-LC stereo audio in MPEG-TS. A source stream that fits is
 * copied, one that does not is transcoded to it.
 *
 * @param name            how users name it
 * @param width           of transcoded pictures and slates, even, 64 to 7680
 * @param height          of transcoded pictures and slates, even, 64 to 4320
 * @param maxCopyWidth    a wider source is transcoded, not copied
 * @param maxCopyHeight   a taller source is transcoded, not copied
 * @param maxFrameRate    frames per second; faster sources are transcoded and thinned
 * @param slateFrameRate  frames per second of slates; where {@code frameRate} is given it is that, rounded
 * @param videoKbps       average of transcoded video; peaks are held to 1.5 times that
 * @param preset          of libx264
 * @param gopSeconds      longest distance of keyframes in transcoded video
 * @param audioKbps       of transcoded audio
 * @param sampleRate      Hz
 * @param channels        audio channels
 * @param copyVideo       false: always transcode the picture
 * @param copyAudio       false: always transcode the sound
 * @param frameRate       one rate for all that leaves the channel: transcodes and slates are made at it, and only a source
 *                        of just this rate is copied. Empty: every source keeps its own
 */
public record OutputProfile(
        String name,
        int width,
        int height,
        int maxCopyWidth,
        int maxCopyHeight,
        int maxFrameRate,
        int slateFrameRate,
        int videoKbps,
        String preset,
        double gopSeconds,
        int audioKbps,
        int sampleRate,
        int channels,
        boolean copyVideo,
        boolean copyAudio,
        Optional<FrameRate> frameRate) {
    public static final OutputProfile DEFAULT = new OutputProfile(
            "default",
            1280,
            720,
            1920,
            1088,
            60,
            25,
            3000,
            "veryfast",
            2.0,
            160,
            48_000,
            2,
            true,
            true,
            Optional.empty());

    public OutputProfile {
        if (frameRate.isPresent()) {
            slateFrameRate = (int) Math.round(frameRate.get().perSecond());
        }
        if (width < 64 || width > 7680 || height < 64 || height > 4320 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("profile '" + name + "': size " + width + "x" + height
                    + " must be even and within 64x64 to 7680x4320");
        }
        if (maxFrameRate < 1 || maxFrameRate > 120 || slateFrameRate < 1 || slateFrameRate > maxFrameRate) {
            throw new IllegalArgumentException(
                    "profile '" + name + "': frame rates must be 1 to 120, slates no faster");
        }
        if (videoKbps < 50 || audioKbps < 16 || gopSeconds < 0.2 || gopSeconds > 20) {
            throw new IllegalArgumentException(
                    "profile '" + name + "': video from 50 kbit/s, audio from 16 kbit/s, GOP of 0.2 to 20 s");
        }
        if ((sampleRate != 48_000 && sampleRate != 44_100) || channels < 1 || channels > 2) {
            throw new IllegalArgumentException("profile '" + name + "': audio is 44100 or 48000 Hz, mono or stereo");
        }
    }

    /** The same profile that copies nothing. */
    public OutputProfile transcodingAll() {
        return changed(width, height, false, frameRate);
    }

    /** The same profile with another picture size for transcodes and slates. */
    public OutputProfile withSize(int newWidth, int newHeight) {
        return changed(newWidth, newHeight, true, frameRate);
    }

    /** The same profile with one frame rate for all that leaves the channel. */
    public OutputProfile withFrameRate(FrameRate rate) {
        return changed(width, height, true, Optional.of(rate));
    }

    private OutputProfile changed(int newWidth, int newHeight, boolean copies, Optional<FrameRate> newFrameRate) {
        return new OutputProfile(
                name,
                newWidth,
                newHeight,
                Math.max(newWidth, maxCopyWidth),
                Math.max(newHeight, maxCopyHeight),
                maxFrameRate,
                slateFrameRate,
                videoKbps,
                preset,
                gopSeconds,
                audioKbps,
                sampleRate,
                channels,
                copyVideo && copies,
                copyAudio && copies,
                newFrameRate);
    }
}
