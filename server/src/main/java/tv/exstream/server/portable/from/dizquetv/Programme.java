package tv.exstream.server.portable.from.dizquetv;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import tv.exstream.server.portable.from.draft.JsonSource;
import tv.exstream.server.portable.from.draft.MediaFacts;

/** An entry of a channel's list, of a filler list or of a custom show, as dizqueTV writes it. */
record Programme(JsonNode node) {
    /** As a custom show lists them, what is of none as it stands. */
    static final Comparator<Programme> BY_PLACE = Comparator.comparing(
            programme -> JsonSource.number(programme.node, "customOrder").orElse(0L));

    /** Time that is to be filled. */
    boolean flex() {
        return node.path("isOffline").asBoolean(false) && !redirects();
    }

    boolean redirects() {
        return node.path("type").asText("").equals("redirect");
    }

    /** The number of the channel it redirects to. */
    Optional<String> channel() {
        return JsonSource.text(node, "channel");
    }

    /** Positive; empty where dizqueTV itself would drop it. */
    Optional<Duration> duration() {
        return JsonSource.number(node, "duration").map(Duration::ofMillis).filter(Duration::isPositive);
    }

    /** By what slots know it; empty for what belongs to no slot. */
    Optional<String> show() {
        if (node.hasNonNull("customShowId")) {
            return JsonSource.text(node, "customShowId").map(id -> "custom." + id);
        }
        String name = JsonSource.text(node, "showTitle").orElse("");
        return switch (node.path("type").asText("")) {
            case "movie" -> Optional.of("movie.");
            case "episode" -> Optional.of("tv." + name);
            case "track" -> Optional.of("audio." + name);
            default -> Optional.empty();
        };
    }

    /** Of the custom show, or else of what it belongs to. */
    Optional<String> showName() {
        return JsonSource.text(node, "customShowName").or(() -> JsonSource.text(node, "showTitle"));
    }

    String describe() {
        return JsonSource.text(node, "showTitle")
                .filter(unused -> !movie())
                .map(show -> show + ": " + JsonSource.text(node, "title").orElse("?"))
                .or(() -> JsonSource.text(node, "title"))
                .orElse("an entry without a title");
    }

    private boolean movie() {
        return node.path("type").asText("").equals("movie");
    }

    MediaFacts facts() {
        boolean episode = node.path("type").asText("").equals("episode");
        return new MediaFacts(
                JsonSource.text(node, "file"),
                JsonSource.text(node, "showTitle").filter(unused -> episode),
                number("season").filter(unused -> episode),
                number("episode").filter(unused -> episode),
                JsonSource.text(node, "title"),
                number("year").filter(unused -> movie()),
                duration());
    }

    private Optional<Integer> number(String name) {
        return JsonSource.number(node, name).filter(n -> n >= 0 && n < 100_000).map(Long::intValue);
    }
}
