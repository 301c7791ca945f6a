package tv.exstream.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaProbe.Kind;
import tv.exstream.engine.MediaProbe.Stream;
import tv.exstream.engine.OutputProfile;

/** A probe for people. */
final class ProbeText {
    private ProbeText() {}

    static List<String> of(MediaProbe probe, OutputProfile profile, List<StreamDecision> decisions) {
        List<String> lines = new ArrayList<>();
        lines.add(probe.source());
        StringJoiner head = new StringJoiner(", ", "  ", "");
        head.add(probe.container().split(",", 2)[0]);
        head.add(probe.duration().map(MediaTime::precise).orElse("live or unknown duration"));
        probe.bitRate().ifPresent(rate -> head.add(rate / 1000 + " kbit/s"));
        lines.add(head.toString());
        for (Stream stream : probe.streams()) {
            lines.add(stream(stream));
            verdict(probe, stream, decisions).ifPresent(verdict -> lines.add("      -> " + verdict));
        }
        if (!probe.chapters().isEmpty()) {
            lines.add("  chapters");
            for (MediaProbe.Chapter chapter : probe.chapters()) {
                lines.add("    " + MediaTime.precise(chapter.start()) + " - " + MediaTime.precise(chapter.end()) + "  "
                        + chapter.title().orElse(""));
            }
        }
        lines.add("  on a channel with profile " + profile.name() + ": " + summary(decisions));
        return lines;
    }

    /** What happens to a stream; empty when a channel would not use it. */
    static Optional<String> verdict(MediaProbe probe, Stream stream, List<StreamDecision> decisions) {
        return decision(probe, stream, decisions).map(ProbeText::verdict);
    }

    static String verdict(StreamDecision decision) {
        return decision.copy() ? "copy" : "transcode: " + decision.reason();
    }

    /** Decisions come for the video stream a channel would show, then for the audio stream it would play. */
    static Optional<StreamDecision> decision(MediaProbe probe, Stream stream, List<StreamDecision> decisions) {
        List<Stream> used = new ArrayList<>();
        probe.video().ifPresent(used::add);
        probe.audio().ifPresent(used::add);
        int place = used.indexOf(stream);
        return place >= 0 && place < decisions.size() ? Optional.of(decisions.get(place)) : Optional.empty();
    }

    private static String summary(List<StreamDecision> decisions) {
        if (decisions.isEmpty()) {
            return "nothing to play";
        }
        return decisions.stream().allMatch(StreamDecision::copy)
                ? "copied as it is"
                : decisions.stream().noneMatch(StreamDecision::copy) ? "transcoded" : "partly transcoded";
    }

    private static String stream(Stream stream) {
        StringJoiner text = new StringJoiner(", ", "  #" + stream.index() + " ", "");
        text.add(stream.kind().name().toLowerCase(Locale.ROOT) + " " + stream.codec()
                + stream.codecProfile().map(profile -> " (" + profile + ")").orElse(""));
        switch (stream.kind()) {
            case VIDEO -> video(stream, text);
            case AUDIO -> audio(stream, text);
            case SUBTITLE, OTHER -> {}
        }
        stream.language().filter(language -> !language.equals("und")).ifPresent(text::add);
        stream.title().ifPresent(title -> text.add("\"" + title + "\""));
        stream.bitRate().ifPresent(rate -> text.add(rate / 1000 + " kbit/s"));
        stream.duration().map(MediaTime::precise).ifPresent(text::add);
        flag(text, stream.isDefault() && stream.kind() != Kind.OTHER, "default");
        flag(text, stream.forced(), "forced");
        return text.toString();
    }

    private static void video(Stream stream, StringJoiner text) {
        text.add(stream.width() + "x" + stream.height());
        stream.frameRate().ifPresent(rate -> text.add(String.format(Locale.ROOT, "%.5g fps", rate)));
        stream.pixelFormat().ifPresent(text::add);
        flag(text, stream.bitDepth() > 0, stream.bitDepth() + " bit");
        stream.sampleAspect().filter(aspect -> !aspect.equals("1:1")).ifPresent(aspect -> text.add("SAR " + aspect));
        flag(text, stream.hdr(), "HDR");
        flag(text, stream.interlaced(), "interlaced");
        flag(text, stream.variableFrameRate(), "variable frame rate");
        flag(text, stream.rotation() != 0, "turned " + stream.rotation() + "°");
        flag(text, stream.attachedPicture(), "cover picture");
        stream.keyframeInterval()
                .map(Duration::toMillis)
                .ifPresent(millis -> text.add(String.format(Locale.ROOT, "keyframe every %.1f s", millis / 1000.0)));
    }

    private static void audio(Stream stream, StringJoiner text) {
        text.add(stream.sampleRate() + " Hz");
        text.add(stream.channelLayout().orElse(stream.channels() + " channels"));
    }

    private static void flag(StringJoiner text, boolean set, String name) {
        if (set) {
            text.add(name);
        }
    }
}
