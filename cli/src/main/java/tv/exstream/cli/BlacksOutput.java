package tv.exstream.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackSpan;

/** Black pictures, for people and for programs. */
final class BlacksOutput {
    private BlacksOutput() {}

    static List<String> text(BlackReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.spans().isEmpty() ? "  black nowhere" : "  black");
        for (BlackSpan span : report.spans()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "    %s - %s  %s",
                    precise(span.start()),
                    precise(span.finish()),
                    (span.silent() ? "silent" : "with sound") + (span.sure() ? "" : ", more likely a dark scene")));
        }
        return lines;
    }

    /** To the millisecond: pictures are. */
    private static String precise(Duration time) {
        return MediaTime.clock(time) + String.format(Locale.ROOT, ".%03d", time.toMillisPart());
    }

    /** Field names are promised; times are in seconds. */
    static void add(BlackReport report, ObjectNode document) {
        ArrayNode blacks = document.putArray("blacks");
        for (BlackSpan span : report.spans()) {
            ObjectNode node = blacks.addObject();
            node.put("start", MediaTime.inSeconds(span.start()));
            node.put("end", MediaTime.inSeconds(span.finish()));
            node.put("darkness", Math.round(span.darkness() * 1000) / 1000.0);
            node.put("silent", span.silent());
        }
        document.put("lookedAt", MediaTime.inSeconds(report.seen()));
        report.fault().ifPresent(fault -> document.put("fault", fault.getMessage()));
    }
}
