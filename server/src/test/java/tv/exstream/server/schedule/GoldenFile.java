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
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

/**
 * A case people can read. Lines beginning with # are comments. The parts:
 *
 * <pre>
 * seed = 1                        settings: seed, zone, from and until by its wall clock; guide, overrides, reasons = shown
 * later = 2026-01-02T00:00:00     from when on the parts count that are marked so
 * [collection 1]                  items: id | title | length | facet = value, ...
 * [collection 1 later]            what the collection holds later
 * [channels]                      those that may be shown: key | number
 * [definition]                    YAML
 * [definition later]              what has become of it by an edit
 * [expected]                      when, how long, title; of filler its kind; of a part where it begins in the item;
 *                                 of another channel >>> its key, and how long ago;
 *                                 where the guide is shown, ~ if it belongs to the entry before it; where overrides are
 *                                 shown, those that there are; where reasons are shown, rule and choice behind bars
 * [warnings]                      parts of the warnings expected, one a line
 * </pre>
 */
record GoldenFile(
        Map<String, String> settings,
        Map<Long, List<Airable>> library,
        Map<Long, List<Airable>> changedLibrary,
        Map<String, Long> channels,
        String definition,
        String changedDefinition,
        List<String> expected,
        List<String> warnings) {
    private static final String LATER = " later]";
    private static final YAMLMapper YAML =
            ScheduleJson.configure(YAMLMapper.builder()).build();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    static GoldenFile read(Path file) throws IOException {
        return of(Files.readAllLines(file));
    }

    static GoldenFile of(List<String> lines) {
        Map<String, String> settings = new HashMap<>();
        Map<Long, List<Airable>> library = new LinkedHashMap<>();
        Map<Long, List<Airable>> changedLibrary = new LinkedHashMap<>();
        Map<String, Long> channels = new HashMap<>();
        StringBuilder definition = new StringBuilder();
        StringBuilder changedDefinition = new StringBuilder();
        List<String> expected = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String part = "";
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                part = line.strip();
            } else if (part.startsWith("[collection")) {
                long id = Long.parseLong(part.replaceAll("\\D", ""));
                (part.endsWith(LATER) ? changedLibrary : library)
                        .computeIfAbsent(id, none -> new ArrayList<>())
                        .add(airable(line));
            } else if (part.equals("[channels]")) {
                String[] cells = line.split("\\|", -1);
                channels.put(cells[1].strip(), Long.valueOf(cells[0].strip()));
            } else if (part.startsWith("[definition")) {
                (part.endsWith(LATER) ? changedDefinition : definition)
                        .append(line)
                        .append('\n');
            } else if (part.equals("[expected]")) {
                expected.add(line.strip().replaceAll(" +", " "));
            } else if (part.equals("[warnings]")) {
                warnings.add(line.strip());
            } else {
                String[] pair = line.split("=", 2);
                settings.put(pair[0].strip(), pair[1].strip());
            }
        }
        return new GoldenFile(
                settings,
                library,
                changedLibrary,
                channels,
                definition.toString(),
                changedDefinition.toString(),
                expected,
                warnings);
    }

    ScheduleDefinition schedule() throws IOException {
        return YAML.readValue(definition, ScheduleDefinition.class);
    }

    /** When library and definition change. */
    Optional<Instant> later() {
        return settings.containsKey("later") ? Optional.of(instant("later")) : Optional.empty();
    }

    ScheduleLibrary items() {
        return items(library);
    }

    private ScheduleLibrary items(Map<Long, List<Airable>> library) {
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

            @Override
            public OptionalLong channel(ChannelRef channel) {
                Long key = channel.number().isEmpty() ? Long.valueOf(channel.key()) : channels.get(channel.number());
                return key == null ? OptionalLong.empty() : OptionalLong.of(key);
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
        Plan plan = plan(ScheduleState.initial(seed()), instant("from"), later().orElse(instant("until")));
        if (later().isEmpty()) {
            return plan;
        }
        Plan rest = plan(plan.state(), plan.finish(), instant("until"));
        return new Plan(
                plan.from(),
                Stream.concat(plan.steps().stream(), rest.steps().stream()).toList(),
                rest.state(),
                Stream.concat(plan.warnings().stream(), rest.warnings().stream())
                        .distinct()
                        .toList());
    }

    /** A part of the plan that does not reach over the change. */
    Plan plan(ScheduleState state, Instant begin, Instant end) throws IOException {
        boolean changed = later().filter(time -> !begin.isBefore(time)).isPresent();
        Map<Long, List<Airable>> items = new HashMap<>(library);
        if (changed) {
            items.putAll(changedLibrary);
        }
        ScheduleDefinition schedule = changed && !changedDefinition.isEmpty()
                ? YAML.readValue(changedDefinition, ScheduleDefinition.class)
                : schedule();
        return ScheduleEngine.plan(schedule, items(items), state, zone(), begin, end, 100_000);
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
                    + (item.content() instanceof Content.Relay relay ? " >>> " + relay.channel() : "")
                    + (item.content() instanceof Content.Relay relay
                                    && !relay.offset().isZero()
                            ? " " + relay.offset()
                            : "")
                    + (item.inPoint().isZero() ? "" : " @" + text(item.inPoint()))
                    + (settings.containsKey("guide") && item.guideGroup() == group ? " ~" : "")
                    + (settings.containsKey("overrides") ? text(item.overrides()) : "")
                    + (settings.containsKey("reasons")
                            ? " | " + step.reason().rule() + " | "
                                    + step.reason().choice()
                            : ""));
            group = item.guideGroup();
        }
        return lines;
    }

    private static String text(Overrides overrides) {
        List<String> texts = new ArrayList<>();
        overrides.watermarks().ifPresent(keys -> texts.add("watermarks " + keys(keys)));
        overrides.graphics().ifPresent(keys -> texts.add("graphics " + keys(keys)));
        overrides.audioLanguage().ifPresent(language -> texts.add("audio " + language));
        overrides.audioTitle().ifPresent(title -> texts.add("audio '" + title + "'"));
        overrides.subtitleLanguage().ifPresent(language -> texts.add("subtitles " + language));
        overrides.subtitles().ifPresent(mode -> texts.add("subtitles " + mode));
        overrides.profile().ifPresent(profile -> texts.add("profile " + profile));
        return texts.isEmpty() ? "" : " [" + String.join(", ", texts) + "]";
    }

    private static String keys(List<Long> keys) {
        return keys.isEmpty()
                ? "none"
                : keys.stream()
                        .map(key -> key == Overrides.CHANNELS_OWN ? "channel's" : key.toString())
                        .collect(Collectors.joining(" "));
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
                        blacks(facets.getOrDefault("blacks", ""))));
    }

    private static Duration length(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    /** Times, with {@code *} behind those at which it is silent, too. */
    private static List<Facets.Black> blacks(String text) {
        List<Facets.Black> blacks = new ArrayList<>();
        for (String mark : text.isBlank() ? new String[0] : text.split(" +", -1)) {
            boolean silent = mark.endsWith("*");
            blacks.add(new Facets.Black(length(silent ? mark.substring(0, mark.length() - 1) : mark), silent));
        }
        return blacks;
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
