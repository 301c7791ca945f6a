package tv.exstream.cli;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaProbe.Stream;
import tv.exstream.engine.OutputProfile;

/** A probe for programs: field names are promised. Times are in seconds, rates in bits per second. */
final class ProbeJson {
    private ProbeJson() {}

    static ObjectNode of(MediaProbe probe, OutputProfile profile, List<StreamDecision> decisions) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("source", probe.source());
        root.put("container", probe.container());
        root.put("duration", probe.duration().map(MediaTime::inSeconds).orElse(null));
        probe.bitRate().ifPresent(rate -> root.put("bitRate", rate));
        root.put("profile", profile.name());
        ArrayNode streams = root.putArray("streams");
        for (Stream stream : probe.streams()) {
            ObjectNode node = stream(stream);
            ProbeText.decision(probe, stream, decisions)
                    .ifPresent(decision -> node.set("decision", decision(decision)));
            streams.add(node);
        }
        ArrayNode chapters = root.putArray("chapters");
        for (MediaProbe.Chapter chapter : probe.chapters()) {
            ObjectNode node = chapters.addObject();
            node.put("start", MediaTime.inSeconds(chapter.start()));
            node.put("end", MediaTime.inSeconds(chapter.end()));
            chapter.title().ifPresent(title -> node.put("title", title));
        }
        ObjectNode tags = root.putObject("tags");
        probe.tags().forEach(tags::put);
        return root;
    }

    static ObjectNode decision(StreamDecision decision) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("action", decision.copy() ? "copy" : "transcode");
        node.put("codec", decision.codec());
        node.put("reason", decision.reason());
        return node;
    }

    private static ObjectNode stream(Stream stream) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("index", stream.index());
        node.put("kind", stream.kind().name().toLowerCase(Locale.ROOT));
        node.put("codec", stream.codec());
        stream.codecProfile().ifPresent(profile -> node.put("codecProfile", profile));
        switch (stream.kind()) {
            case VIDEO -> video(stream, node);
            case AUDIO -> audio(stream, node);
            case SUBTITLE, OTHER -> {}
        }
        stream.language().ifPresent(language -> node.put("language", language));
        stream.title().ifPresent(title -> node.put("title", title));
        stream.bitRate().ifPresent(rate -> node.put("bitRate", rate));
        stream.duration().map(MediaTime::inSeconds).ifPresent(seconds -> node.put("duration", seconds));
        node.put("default", stream.isDefault());
        node.put("forced", stream.forced());
        return node;
    }

    private static void video(Stream stream, ObjectNode node) {
        node.put("width", stream.width());
        node.put("height", stream.height());
        stream.frameRate().ifPresent(rate -> node.put("frameRate", rate));
        stream.pixelFormat().ifPresent(format -> node.put("pixelFormat", format));
        node.put("bitDepth", stream.bitDepth());
        stream.sampleAspect().ifPresent(aspect -> node.put("sampleAspect", aspect));
        node.put("interlaced", stream.interlaced());
        node.put("variableFrameRate", stream.variableFrameRate());
        node.put("rotation", stream.rotation());
        node.put("hdr", stream.hdr());
        stream.keyframeInterval().map(MediaTime::inSeconds).ifPresent(seconds -> node.put("keyframeInterval", seconds));
        node.put("attachedPicture", stream.attachedPicture());
    }

    private static void audio(Stream stream, ObjectNode node) {
        node.put("sampleRate", stream.sampleRate());
        node.put("channels", stream.channels());
        stream.channelLayout().ifPresent(layout -> node.put("channelLayout", layout));
    }
}
