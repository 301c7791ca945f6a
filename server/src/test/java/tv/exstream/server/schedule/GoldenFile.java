package tv.exstream.server.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * A case people can read. Lines beginning with # are comments. The parts:
 *
 * <pre>
 * seed = 1                        settings: seed, zone, from and until by its wall clock, guide = shown
 * [collection 1]                  items: id | title | length | facet = value, ...
 * [definition]                    YAML
 * [expected]                      when, how long, title; of filler its kind; of a part where it begins in the item;
 *                                 where the guide is shown, ~ if it belongs to the entry before it
 * [warnings]                      parts of the warnings expected, one a line
 * </pre>
 */
record GoldenFile(
        Map<String, String> settings,
        Map<Long, List<Airable>> library,
        String definition,
        List<String> expected,
        List<String> warnings) {
    private static final YAMLMapper YAML =
            ScheduleJson.configure(YAMLMapper.builder()).build();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    static GoldenFile read(Path file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        Map<Long, List<Airable>> library = new LinkedHashMap<>();
        StringBuilder definition = new StringBuilder();
        List<String> expected = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String part = "";
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                part = line.strip();
            } else if (part.startsWith("[collection")) {
                long id = Long.parseLong(part.replaceAll("\\D", ""));
                library.computeIfAbsent(id, none -> new ArrayList<>()).add(airable(line));
            } else if (part.equals("[definition]")) {
                definition.append(line).append('\n');
            } else if (part.equals("[expected]")) {
                expected.add(line.strip().replaceAll(" +", " "));
            } else if (part.equals("[warnings]")) {
                warnings.add(line.strip());
            } else {
                String[] pair = line.split("=", 2);
                settings.put(pair[0].strip(), pair[1].strip());
            }
        }
        return new GoldenFile(settings, library, definition.toString(), expected, warnings);
    }

    ScheduleDefinition schedule() throws IOException {
        return YAML.readValue(definition, ScheduleDefinition.class);
    }

    ScheduleLibrary items() {
        return new ScheduleLibrary() {
            @Override
            public List<Airable> items(long collectionId) {
                return library.getOrDefault(collectionId, List.of());
            }

            @Override
            public Optional<Airable> item(long mediaId) {
                return library.values().stream()
                        .flatMap(List::stream)
                        .filter(item -> item.mediaId() == mediaId)
                        .findFirst();
            }
        };
    }

    ZoneId zone() {
        return ZoneId.of(settings.getOrDefault("zone", "UTC"));
    }

    Instant instant(String key) {
        return LocalDateTime.parse(Objects.requireNonNull(settings.get(key), key))
                .atZone(zone())
                .toInstant();
    }

    long seed() {
        return Long.parseLong(settings.getOrDefault("seed", "1"));
    }

    Plan plan() throws IOException {
        return ScheduleEngine.plan(
                schedule(), items(), ScheduleState.initial(seed()), zone(), instant("from"), instant("until"), 100_000);
    }

    /** The plan as {@code [expected]} has it: the day where it changes, then a line an item. */
    List<String> table(Plan plan) {
        List<String> lines = new ArrayList<>();
        Optional<LocalDate> day = Optional.empty();
        long group = Long.MIN_VALUE;
        for (Plan.Step step : plan.steps()) {
            ScheduledItem item = step.item();
            LocalDateTime start = item.start().atZone(zone()).toLocalDateTime();
            if (day.filter(start.toLocalDate()::equals).isEmpty()) {
                day = Optional.of(start.toLocalDate());
                lines.add(DAY.format(start));
            }
            lines.add(start.toLocalTime().truncatedTo(ChronoUnit.MILLIS) + " "
                    + text(Duration.between(item.start(), item.finish())) + " " + item.title()
                    + item.fillerKind()
                            .map(kind ->
                                    " (" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ")")
                            .orElse("")
                    + (item.inPoint().isZero() ? "" : " @" + text(item.inPoint()))
                    + (settings.containsKey("guide") && item.guideGroup() == group ? " ~" : ""));
            group = item.guideGroup();
        }
        return lines;
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static Airable airable(String line) {
        String[] cells = line.split("\\|", -1);
        long id = Long.parseLong(cells[0].strip());
        String title = cells[1].strip();
        Map<String, String> facets = new HashMap<>();
        if (cells.length > 3) {
            for (String pair : cells[3].split(",", -1)) {
                String[] sides = pair.split("=", 2);
                facets.put(sides[0].strip(), sides.length > 1 ? sides[1].strip() : "");
            }
        }
        String show = facets.getOrDefault("show", "");
        int season = Integer.parseInt(facets.getOrDefault("season", "0"));
        int episode = Integer.parseInt(facets.getOrDefault("episode", "0"));
        Duration length = length(cells[2].strip());
        return new Airable(
                id,
                title,
                length,
                !facets.containsKey("missing"),
                OrderKey.chronological(show.toLowerCase(Locale.ROOT), season, episode, String.format("%09d", id), id),
                new Facets(
                        facets.getOrDefault("name", title),
                        show,
                        season,
                        episode,
                        facets.getOrDefault("artist", ""),
                        facets.getOrDefault("album", ""),
                        facets.getOrDefault("director", ""),
                        Optional.ofNullable(facets.get("released")).map(LocalDate::parse),
                        chapters(facets.getOrDefault("chapters", ""), length),
                        marks(facets.getOrDefault("blacks", ""))));
    }

    private static Duration length(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static List<Duration> marks(String text) {
        List<Duration> marks = new ArrayList<>();
        for (String mark : text.isBlank() ? new String[0] : text.split(" +", -1)) {
            marks.add(length(mark));
        }
        return marks;
    }

    /** Where chapters end, but the last: "6m 12m:Interval". */
    private static List<Facets.Chapter> chapters(String text, Duration length) {
        List<Facets.Chapter> chapters = new ArrayList<>();
        for (String mark : text.isBlank() ? new String[0] : text.split(" +", -1)) {
            String[] sides = mark.split(":", 2);
            chapters.add(new Facets.Chapter(sides.length > 1 ? sides[1] : "", length(sides[0])));
        }
        chapters.add(new Facets.Chapter("", length));
        return chapters;
    }
}
