package tv.exstream.engine.profile;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.OutputProfile;

/** Whether a source's stream fits the profile and is copied, or does not and is transcoded: with the reason. Pure. */
public final class StreamFit {
    private static final Set<String> H264_PROFILES = Set.of("Constrained Baseline", "Main", "High");

    private StreamFit() {}

    public static StreamDecision video(MediaProbe.Stream stream, OutputProfile profile) {
        return decision(stream, videoMisfit(stream, profile));
    }

    public static StreamDecision audio(MediaProbe.Stream stream, OutputProfile profile) {
        return decision(stream, audioMisfit(stream, profile));
    }

    /** A decision against copying for a reason that only opening the source could tell. */
    public static StreamDecision transcode(MediaProbe.Stream stream, String reason) {
        return new StreamDecision(false, stream.codec(), reason);
    }

    private static StreamDecision decision(MediaProbe.Stream stream, Optional<String> misfit) {
        return new StreamDecision(misfit.isEmpty(), stream.codec(), misfit.orElse("fits the profile"));
    }

    private static Optional<String> videoMisfit(MediaProbe.Stream s, OutputProfile profile) {
        if (!profile.copyVideo()) {
            return Optional.of("the profile copies no video");
        }
        if (!s.codec().equals("h264")) {
            return Optional.of(s.codec() + " is not h264");
        }
        String codecProfile = s.codecProfile().orElse("unknown");
        if (!H264_PROFILES.contains(codecProfile)) {
            return Optional.of("H.264 profile " + codecProfile + " is not widely playable");
        }
        if (!s.pixelFormat().orElse("").equals("yuv420p")) {
            return Optional.of("pixel format " + s.pixelFormat().orElse("unknown") + " is not yuv420p");
        }
        if (s.width() > profile.maxCopyWidth() || s.height() > profile.maxCopyHeight()) {
            return Optional.of(s.width() + "x" + s.height() + " is larger than " + profile.maxCopyWidth() + "x"
                    + profile.maxCopyHeight());
        }
        if (s.interlaced()) {
            return Optional.of("interlaced");
        }
        if (s.hdr()) {
            return Optional.of("high dynamic range");
        }
        if (s.rotation() != 0) {
            return Optional.of("turned by " + s.rotation() + " degrees");
        }
        if (s.variableFrameRate()) {
            return Optional.of("variable frame rate");
        }
        double rate = s.frameRate().orElse(0);
        if (rate <= 0 || rate > profile.maxFrameRate() + 0.5) {
            return Optional.of("frame rate " + s.frameRate() + " is unknown or above " + profile.maxFrameRate());
        }
        if (profile.frameRate().isPresent() && !profile.frameRate().get().matches(rate)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%.5g frames a second are not the channel's %s",
                    rate,
                    profile.frameRate().get()));
        }
        if (s.reorderDepth().orElse(0) * 90_000 / rate > AirTiming.REORDER_TICKS) {
            return Optional.of("reorders pictures " + s.reorderDepth().orElse(0) + " deep");
        }
        if (s.keyframeInterval().isPresent()
                && s.keyframeInterval().get().compareTo(AirTiming.LONGEST_COPIED_GOP) > 0) {
            return Optional.of("keyframes " + s.keyframeInterval().get().toSeconds() + " s apart");
        }
        return Optional.empty();
    }

    private static Optional<String> audioMisfit(MediaProbe.Stream s, OutputProfile profile) {
        if (!profile.copyAudio()) {
            return Optional.of("the profile copies no audio");
        }
        if (!s.codec().equals("aac")) {
            return Optional.of(s.codec() + " is not aac");
        }
        if (!s.codecProfile().orElse("").equals("LC")) {
            return Optional.of("AAC profile " + s.codecProfile().orElse("unknown") + " is not LC");
        }
        if (s.sampleRate() != profile.sampleRate()) {
            return Optional.of(s.sampleRate() + " Hz is not " + profile.sampleRate());
        }
        if (s.channels() != profile.channels()) {
            return Optional.of(s.channels() + " channels are not " + profile.channels());
        }
        return Optional.empty();
    }
}
