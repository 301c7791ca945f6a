package tv.exstream.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Playouts as people read them. */
final class PlayoutText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final int LONGEST_TITLE = 40;

    private PlayoutText() {}

    /** How a playout stands, in one line. */
    static String line(JsonNode playout) {
        int warnings = playout.path("warnings").size();
        return String.format(
                        "%8s  %-28s %-12s %7d airings%s%s",
                        playout.path("number").asText(),
                        PreviewTable.cut(playout.path("name").asText(), 28),
                        kind(playout),
                        playout.path("items").asInt(),
                        playout.has("until") ? ", until " + moment(playout.path("until"), zone(playout)) : "",
                        warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", " + warnings + " warnings")
                .stripTrailing();
    }

    /** How a playout stands, and its airings, a line each with the reason. */
    static List<String> lines(JsonNode playout, JsonNode items) {
        ZoneId zone = zone(playout);
        List<String> lines = new ArrayList<>();
        lines.add(line(playout).strip());
        lines.add("seed " + playout.path("seed").asText() + ", zone " + zone
                + (playout.has("heldUntil") ? ", held until " + moment(playout.path("heldUntil"), zone) : ""));
        Optional<LocalDate> day = Optional.empty();
        for (JsonNode item : items) {
            ZonedDateTime start = time(item.path("start"), zone);
            if (day.filter(start.toLocalDate()::equals).isEmpty()) {
                day = Optional.of(start.toLocalDate());
                lines.add(DAY.format(start));
            }
            lines.add(String.format(
                            "  %s %9s  %-" + LONGEST_TITLE + "s  %s",
                            TIME.format(start),
                            MediaTime.clock(Duration.between(start, time(item.path("finish"), zone))),
                            PreviewTable.title(item),
                            reason(item))
                    .stripTrailing());
        }
        return lines;
    }

    /** Tells what was changed in a future. @return the exit code */
    static int tellChange(CliContext context, AskedServer asked, JsonNode diff) {
        if (asked.json()) {
            context.terminal().json(diff);
            return Exit.DONE.code();
        }
        context.terminal()
                .result("planned anew from " + moment(diff.path("from"), ZoneId.systemDefault()) + " on: "
                        + diff.path("added").size() + " airings added, "
                        + diff.path("removed").size() + " removed, "
                        + diff.path("kept").size() + " kept");
        diff.path("warnings").forEach(warning -> context.terminal().say("warning: " + warning.asText()));
        return Exit.DONE.code();
    }

    private static String reason(JsonNode item) {
        JsonNode reason = item.path("reason");
        return reason.isMissingNode()
                ? ""
                : reason.path("rule").asText() + ": " + reason.path("choice").asText();
    }

    private static String kind(JsonNode playout) {
        return playout.at("/definition/kind").asText();
    }

    private static ZoneId zone(JsonNode playout) {
        return ZoneId.of(playout.path("zone").asText());
    }

    private static String moment(JsonNode text, ZoneId zone) {
        return MOMENT.format(time(text, zone));
    }

    private static ZonedDateTime time(JsonNode text, ZoneId zone) {
        return OffsetDateTime.parse(text.asText()).atZoneSameInstant(zone);
    }
}
