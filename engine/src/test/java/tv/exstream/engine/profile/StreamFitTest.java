package tv.exstream.engine.profile;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.OutputProfile;

import static org.assertj.core.api.Assertions.assertThat;

class StreamFitTest {
    private static MediaProbe.Stream video(
            String codec, String profile, int width, int height, double rate, String pixels, boolean interlaced) {
        return video(codec, profile, width, height, rate, pixels, interlaced, false, 2, 1);
    }

    private static MediaProbe.Stream video(
            String codec,
            String profile,
            int width,
            int height,
            double rate,
            String pixels,
            boolean interlaced,
            boolean hdr,
            int keyframeSeconds,
            int reorder) {
        return new MediaProbe.Stream(
                0,
                MediaProbe.Kind.VIDEO,
                codec,
                Optional.of(profile),
                width,
                height,
                rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate),
                Optional.of(pixels),
                8,
                Optional.empty(),
                interlaced,
                hdr,
                0,
                false,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(keyframeSeconds)),
                OptionalInt.of(reorder),
                true,
                false,
                false);
    }

    private static MediaProbe.Stream audio(String codec, String profile, int sampleRate, int channels) {
        return new MediaProbe.Stream(
                1,
                MediaProbe.Kind.AUDIO,
                codec,
                profile.isEmpty() ? Optional.empty() : Optional.of(profile),
                0,
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                false,
                0,
                false,
                sampleRate,
                channels,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                true,
                false,
                false);
    }

    /** H.264 that fits but for how it is turned or timed. */
    private static MediaProbe.Stream odd(int rotation, boolean variableFrameRate) {
        MediaProbe.Stream s = video("h264", "High", 1280, 720, 25, "yuv420p", false);
        return new MediaProbe.Stream(
                s.index(),
                s.kind(),
                s.codec(),
                s.codecProfile(),
                s.width(),
                s.height(),
                s.frameRate(),
                s.pixelFormat(),
                s.bitDepth(),
                s.sampleAspect(),
                s.interlaced(),
                s.hdr(),
                rotation,
                variableFrameRate,
                s.sampleRate(),
                s.channels(),
                s.channelLayout(),
                s.language(),
                s.title(),
                s.bitRate(),
                s.duration(),
                s.keyframeInterval(),
                s.reorderDepth(),
                s.isDefault(),
                s.forced(),
                s.attachedPicture());
    }

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of(video("h264", "High", 1280, 720, 25, "yuv420p", false), ""),
                Arguments.of(video("h264", "Main", 320, 180, 23.976, "yuv420p", false), ""),
                Arguments.of(video("h264", "Constrained Baseline", 1920, 1088, 60, "yuv420p", false), ""),
                Arguments.of(video("hevc", "Main", 1280, 720, 25, "yuv420p", false), "hevc is not h264"),
                Arguments.of(video("h264", "High 10", 1280, 720, 25, "yuv420p10le", false), "High 10"),
                Arguments.of(video("h264", "High", 1280, 720, 25, "yuvj420p", false), "yuvj420p"),
                Arguments.of(video("h264", "High", 3840, 2160, 25, "yuv420p", false), "larger"),
                Arguments.of(video("h264", "High", 1280, 720, 120, "yuv420p", false), "frame rate"),
                Arguments.of(video("h264", "High", 1280, 720, 0, "yuv420p", false), "frame rate"),
                Arguments.of(video("h264", "High", 1280, 720, 25, "yuv420p", true), "interlaced"),
                Arguments.of(video("h264", "High", 1280, 720, 25, "yuv420p", false, true, 2, 1), "dynamic range"),
                Arguments.of(video("h264", "High", 1280, 720, 25, "yuv420p", false, false, 30, 1), "keyframes 30 s"),
                Arguments.of(video("h264", "High", 1280, 720, 25, "yuv420p", false, false, 2, 5), ""),
                Arguments.of(video("h264", "High", 1280, 720, 25, "yuv420p", false, false, 2, 6), "reorders"),
                Arguments.of(odd(90, false), "turned by 90"),
                Arguments.of(odd(0, true), "variable frame rate"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void decidesOnPictures(MediaProbe.Stream stream, String reason) {
        check(StreamFit.video(stream, OutputProfile.DEFAULT), reason);
    }

    static Stream<Arguments> sounds() {
        return Stream.of(
                Arguments.of(audio("aac", "LC", 48_000, 2), ""),
                Arguments.of(audio("aac", "HE-AAC", 48_000, 2), "HE-AAC is not LC"),
                Arguments.of(audio("aac", "", 48_000, 2), "unknown is not LC"),
                Arguments.of(audio("aac", "LC", 44_100, 2), "44100 Hz"),
                Arguments.of(audio("aac", "LC", 48_000, 6), "6 channels"),
                Arguments.of(audio("ac3", "", 48_000, 2), "ac3 is not aac"));
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void decidesOnSound(MediaProbe.Stream stream, String reason) {
        check(StreamFit.audio(stream, OutputProfile.DEFAULT), reason);
    }

    private static void check(StreamDecision decision, String reason) {
        assertThat(decision.copy()).as(decision.reason()).isEqualTo(reason.isEmpty());
        assertThat(decision.reason()).contains(reason.isEmpty() ? "fits" : reason);
    }

    @Test
    void aProfileThatCopiesNothingCopiesNothing() {
        OutputProfile profile = OutputProfile.DEFAULT.transcodingAll();
        assertThat(StreamFit.video(video("h264", "High", 1280, 720, 25, "yuv420p", false), profile)
                        .copy())
                .isFalse();
        assertThat(StreamFit.audio(audio("aac", "LC", 48_000, 2), profile).copy())
                .isFalse();
    }
}
