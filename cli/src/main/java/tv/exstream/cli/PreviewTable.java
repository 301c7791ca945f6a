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

/** A preview of a schedule as people read it: a line an item with its reason, then how air time is divided. */
final class PreviewTable {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final int LONGEST_TITLE = 40;

    private PreviewTable() {}

    static List<String> lines(JsonNode preview) {
        List<String> lines = new ArrayList<>();
        ZoneId zone = ZoneId.of(preview.path("zone").asText());
        Optional<LocalDate> day = Optional.empty();
        for (JsonNode item : preview.path("items")) {
            ZonedDateTime start = time(item.path("start"), zone);
            if (day.filter(start.toLocalDate()::equals).isEmpty()) {
                day = Optional.of(start.toLocalDate());
                lines.add(DAY.format(start));
            }
            Duration length = Duration.between(start, time(item.path("stop"), zone));
            lines.add(String.format(
                    "  %s %9s  %-" + LONGEST_TITLE + "s  %s",
                    TIME.format(start),
                    MediaTime.clock(length),
                    title(item),
                    item.path("rule").asText() + ": " + item.path("choice").asText()));
        }
        if (!preview.path("complete").asBoolean()) {
            lines.add("  … there is more than a preview shows: ask for fewer days");
        }
        shares("by rule", preview.at("/distribution/rules"), lines);
        shares("by title", preview.at("/distribution/titles"), lines);
        lines.add("");
        lines.add("programmes " + clock(preview.at("/distribution/programmes")) + ", filler "
                + clock(preview.at("/distribution/filler")) + ", off air "
                + clock(preview.at("/distribution/offAir")) + "; seed "
                + preview.path("seed").asText() + ", zone " + zone);
        return lines;
    }

    private static void shares(String heading, JsonNode shares, List<String> lines) {
        if (shares.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(String.format(
                "  %-" + LONGEST_TITLE + "s %6s %10s %9s %9s", heading, "turns", "on air", "expected", "actual"));
        for (JsonNode share : shares) {
            lines.add(String.format(
                    "  %-" + LONGEST_TITLE + "s %6d %10s %9s %9s",
                    cut(share.path("name").asText()),
                    share.path("turns").asInt(),
                    clock(share.path("onAir")),
                    share.has("expected") ? percent(share.path("expected")) : "",
                    percent(share.path("actual"))));
        }
    }

    /** Of an airing; filler is marked, with its kind. */
    static String title(JsonNode item) {
        return cut(
                item.has("fillerKind")
                        ? "· " + item.path("title").asText() + " ("
                                + item.path("fillerKind").asText().replace('_', '-') + ")"
                        : item.path("title").asText());
    }

    private static String cut(String text) {
        return cut(text, LONGEST_TITLE);
    }

    /** At most so many characters of a text. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String clock(JsonNode duration) {
        return MediaTime.clock(Duration.parse(duration.asText()));
    }

    private static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.1f %%", share.asDouble() * 100);
    }

    private static ZonedDateTime time(JsonNode text, ZoneId zone) {
        return OffsetDateTime.parse(text.asText()).atZoneSameInstant(zone);
    }
}
