package tv.exstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a file or URL holds, as far as opening it tells.
 *
 * @param source    as given, secrets masked
 * @param container libav's demuxer name, e.g. {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param duration  how long it plays as a programme: to the end of the video where there is one, else of the audio;
 *                  empty when unknown (live)
 * @param bitRate   bits per second over all, empty when unknown
 * @param streams   in container order
 * @param chapters  in time order
 * @param tags      container metadata, keys in lower case
 */
public record MediaProbe(
        String source,
        String container,
        Optional<Duration> duration,
        OptionalLong bitRate,
        List<Stream> streams,
        List<Chapter> chapters,
        Map<String, String> tags) {
    public MediaProbe {
        streams = List.copyOf(streams);
        chapters = List.copyOf(chapters);
        tags = Map.copyOf(tags);
    }

    /** The video stream a channel would show: the default one, else the first; pictures attached to audio do not count. */
    public Optional<Stream> video() {
        return best(Kind.VIDEO);
    }

    /** The audio stream a channel would play. */
    public Optional<Stream> audio() {
        return best(Kind.AUDIO);
    }

    /**
     * The audio stream a channel would play if that was chosen: of the streams of that language the one with that title,
     * else the one that would be played anyway if it is of that language, else the first of them. What there is nothing of
     * is as if it had not been chosen.
     */
    public Optional<Stream> audio(SoundChoice choice) {
        Optional<Stream> usual = audio();
        if (choice.none()) {
            return usual;
        }
        List<Stream> spoken = streams.stream()
                .filter(s -> s.kind == Kind.AUDIO && !s.attachedPicture && choice.fitsLanguage(s))
                .toList();
        Optional<Stream> titled = spoken.stream().filter(choice::fitsTitle).findFirst();
        if (choice.title().isPresent() && titled.isPresent()) {
            return titled;
        }
        boolean usualIsSpoken = usual.isPresent() && spoken.contains(usual.get());
        return usualIsSpoken || spoken.isEmpty() ? usual : Optional.of(spoken.getFirst());
    }

    private Optional<Stream> best(Kind kind) {
        Optional<Stream> byDefault = streams.stream()
                .filter(s -> s.kind == kind && s.isDefault && !s.attachedPicture)
                .findFirst();
        return byDefault.isPresent()
                ? byDefault
                : streams.stream()
                        .filter(s -> s.kind == kind && !s.attachedPicture)
                        .findFirst();
    }

    public enum Kind {
        VIDEO,
        AUDIO,
        SUBTITLE,
        OTHER
    }

    /**
     * One elementary stream. Fields that do not apply to its kind are empty or zero.
     *
     * @param codec           libav's codec name, e.g. {@code h264}
     * @param codecProfile    e.g. {@code High}, empty when unknown
     * @param sampleAspect    e.g. {@code 1:1}, empty when unknown
     * @param hdr             transfer is PQ or HLG
     * @param rotation        degrees the picture must be turned clockwise for display: 0, 90, 180 or 270
     * @param variableFrameRate frames are not evenly spaced, or it is unknown whether they are
     * @param channelLayout   e.g. {@code 5.1(side)}
     * @param keyframeInterval longest distance of keyframes where the container's index tells
     */
    public record Stream(
            int index,
            Kind kind,
            String codec,
            Optional<String> codecProfile,
            int width,
            int height,
            OptionalDouble frameRate,
            Optional<String> pixelFormat,
            int bitDepth,
            Optional<String> sampleAspect,
            boolean interlaced,
            boolean hdr,
            int rotation,
            boolean variableFrameRate,
            int sampleRate,
            int channels,
            Optional<String> channelLayout,
            Optional<String> language,
            Optional<String> title,
            OptionalLong bitRate,
            Optional<Duration> duration,
            Optional<Duration> keyframeInterval,
            OptionalInt reorderDepth,
            boolean isDefault,
            boolean forced,
            boolean attachedPicture) {}

    public record Chapter(Duration start, Duration end, Optional<String> title) {}
}
