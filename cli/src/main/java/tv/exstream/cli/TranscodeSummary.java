package tv.exstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeReport;

/** What a transcode did, for people and for programs. */
final class TranscodeSummary {
    private TranscodeSummary() {}

    static List<String> text(TranscodeReport report, TranscodeOutput out) {
        List<String> lines = new ArrayList<>();
        for (TranscodeReport.Input input : report.inputs()) {
            lines.add(input.probe().source());
            for (StreamDecision decision : input.decisions()) {
                lines.add("  " + decision.codec() + " -> " + ProbeText.verdict(decision));
            }
        }
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s in %.1f s (%.1fx), %.1f MB",
                out.name(),
                MediaTime.precise(report.played()),
                MediaTime.inSeconds(report.wall()),
                speed(report),
                out.bytes() / 1e6));
        if (report.counters().sourceFailures() > 0) {
            lines.add("broken inputs: " + report.counters().sourceFailures() + ", replaced by a slate for "
                    + report.counters().slateMillis() + " ms");
        }
        return lines;
    }

    static ObjectNode json(TranscodeReport report, TranscodeOutput out, OutputProfile profile) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("output", out.name());
        root.put("format", out.format());
        root.put("profile", profile.name());
        root.put("bytes", out.bytes());
        root.put("played", MediaTime.inSeconds(report.played()));
        root.put("wall", MediaTime.inSeconds(report.wall()));
        root.put("realtimeFactor", Math.round(speed(report) * 100) / 100.0);
        ArrayNode inputs = root.putArray("inputs");
        for (TranscodeReport.Input input : report.inputs()) {
            ObjectNode node = inputs.addObject();
            node.put("source", input.probe().source());
            node.put(
                    "duration",
                    input.probe().duration().map(MediaTime::inSeconds).orElse(null));
            ArrayNode decisions = node.putArray("decisions");
            input.decisions().forEach(decision -> decisions.add(ProbeJson.decision(decision)));
        }
        ObjectNode counters = root.putObject("counters");
        counters.put("packets", report.counters().packets());
        counters.put("seams", report.counters().seams());
        counters.put("slateMillis", report.counters().slateMillis());
        counters.put("sourceFailures", report.counters().sourceFailures());
        counters.put("silentFrames", report.counters().silentFrames());
        counters.put("droppedPackets", report.counters().droppedPackets());
        return root;
    }

    /** Stream time made in each second of the clock. */
    static double speed(TranscodeReport report) {
        return report.wall().isZero()
                ? 0
                : (double) report.played().toNanos() / report.wall().toNanos();
    }
}
