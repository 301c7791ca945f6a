package tv.exstream.server.portable.from.ersatztv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.item.Overrides;

/** Classic schedules, whose items are kept in a table of their own for each mode. */
final class ClassicSchedules {
    private static final List<String> SUBTITLES = List.of("none", "forced", "default", "any");

    private final Draft draft;
    private final Contents contents;
    private final FillerPresets presets;
    private final Map<Long, Row> schedules = new HashMap<>();
    private final Map<Long, List<Row>> items = new HashMap<>();
    private final Map<Long, Row> multiples = new HashMap<>();
    private final Map<Long, Row> durations = new HashMap<>();
    private final Map<Long, Row> floods = new HashMap<>();

    ClassicSchedules(Draft draft, ForeignDatabase database, Contents contents, FillerPresets presets) {
        this.draft = draft;
        this.contents = contents;
        this.presets = presets;
        keyed(
                database.rows(
                        "ProgramSchedule",
                        "Id",
                        "Name",
                        "KeepMultiPartEpisodesTogether",
                        "TreatCollectionsAsShows",
                        "ShuffleScheduleItems",
                        "RandomStartPoint",
                        "FixedStartTimeBehavior"),
                schedules);
        keyed(database.rows("ProgramScheduleMultipleItem", "Id", "Count", "MultipleMode"), multiples);
        keyed(
                database.rows(
                        "ProgramScheduleDurationItem", "Id", "PlayoutDuration", "TailMode", "DiscardToFillAttempts"),
                durations);
        keyed(database.rows("ProgramScheduleFloodItem", "Id"), floods);
        for (Row row : database.rows(
                "ProgramScheduleItem",
                "Id",
                "ProgramScheduleId",
                "Index",
                "StartTime",
                "FixedStartTimeBehavior",
                "CollectionType",
                "CollectionId",
                "MediaItemId",
                "MultiCollectionId",
                "SmartCollectionId",
                "RerunCollectionId",
                "PlaylistId",
                "SearchTitle",
                "SearchQuery",
                "PlaybackOrder",
                "MarathonGroupBy",
                "MarathonShuffleGroups",
                "MarathonShuffleItems",
                "MarathonBatchSize",
                "FillWithGroupMode",
                "GuideMode",
                "CustomTitle",
                "PreRollFillerId",
                "MidRollFillerId",
                "PostRollFillerId",
                "TailFillerId",
                "FallbackFillerId",
                "PreferredAudioLanguageCode",
                "PreferredAudioTitle",
                "PreferredSubtitleLanguageCode",
                "SubtitleMode")) {
            items.computeIfAbsent(row.number("ProgramScheduleId").orElse(-1L), none -> new ArrayList<>())
                    .add(row);
        }
    }

    private static void keyed(List<Row> rows, Map<Long, Row> found) {
        rows.forEach(row -> row.number("Id").ifPresent(id -> found.put(id, row)));
    }

    String name(long schedule) {
        return Optional.ofNullable(schedules.get(schedule))
                .flatMap(row -> row.text("Name"))
                .orElse("Schedule " + schedule);
    }

    /**
     * A schedule; empty where it has no item that airs something.
     *
     * @param fallback the key of the filler preset of a channel, for items that have none
     */
    Optional<ScheduleDefinition> read(long schedule, Optional<Long> fallback) {
        Row row = schedules.getOrDefault(schedule, new Row(Map.of()));
        List<ClassicRule> rules = new ArrayList<>();
        List<Row> ordered = items.getOrDefault(schedule, List.of()).stream()
                .sorted(Comparator.comparing(item -> item.number("Index").orElse(0L)))
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            String label = "schedule '" + row.text("Name").orElse("?") + "', item " + (i + 1);
            rule(ordered.get(i), row, fallback, label).ifPresent(rules::add);
        }
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleDefinition.Classic(
                        rules,
                        row.flag("ShuffleScheduleItems", false),
                        row.flag("RandomStartPoint", false),
                        Optional.empty()));
    }

    private Optional<ClassicRule> rule(Row item, Row schedule, Optional<Long> fallback, String label) {
        if (item.number("FillWithGroupMode", 0) != 0) {
            draft.remark(label + " is filled with one group at a time there, and with all of them in turn here:"
                    + " order 'marathon' keeps groups together");
        }
        Optional<Draw> draw = contents.required(ContentKey.of(item, ""), Orders.of(item, schedule), label);
        return draw.map(content -> new ClassicRule(
                content,
                mode(item, label),
                start(item, schedule),
                Optional.empty(),
                item.number("GuideMode", 0) == 1 ? Optional.of(ClassicRule.GuideMode.FILLER) : Optional.empty(),
                item.text("CustomTitle"),
                presets.of(item, fallback, label),
                overrides(item)));
    }

    private static Optional<ClassicRule.FixedStart> start(Row item, Row schedule) {
        int behaviour = item.number("FixedStartTimeBehavior", schedule.number("FixedStartTimeBehavior", 0));
        return item.text("StartTime")
                .flatMap(TimeSpan::time)
                .map(time -> new ClassicRule.FixedStart(time, behaviour == 1));
    }

    private RuleMode mode(Row item, String label) {
        long id = item.number("Id").orElse(-1L);
        if (floods.containsKey(id)) {
            return new RuleMode.Flood();
        }
        Row multiple = multiples.get(id);
        if (multiple != null) {
            return multiple(multiple, label);
        }
        Row duration = durations.get(id);
        if (duration != null) {
            return lasting(duration, label);
        }
        return new RuleMode.One();
    }

    /** Before there were modes, zero meant all that the collection holds. */
    private RuleMode multiple(Row row, String label) {
        String count = row.text("Count").orElse("1");
        return switch (row.number("MultipleMode", 0)) {
            case 1, 2 -> new RuleMode.Multiple("count");
            case 3 -> new RuleMode.Story();
            default -> {
                try {
                    yield new RuleMode.Multiple(count.equals("0") ? "count" : count);
                } catch (IllegalArgumentException e) {
                    draft.remark(label + ": its count cannot be read (" + e.getMessage() + "): it airs one item");
                    yield new RuleMode.One();
                }
            }
        };
    }

    private RuleMode lasting(Row row, String label) {
        Optional<Duration> length =
                row.text("PlayoutDuration").flatMap(TimeSpan::parse).filter(span -> span.toSeconds() >= 1);
        if (length.isEmpty()) {
            draft.remark(label + " lasts no time: it airs one item");
            return new RuleMode.One();
        }
        RuleMode.Tail tail = switch (row.number("TailMode", 0)) {
            case 1, 2 -> RuleMode.Tail.OFFLINE;
            case 3 -> RuleMode.Tail.FILLER;
            default -> RuleMode.Tail.NONE;
        };
        return new RuleMode.Lasting(
                length.get(),
                Optional.of(tail),
                row.number("DiscardToFillAttempts").filter(n -> n > 0).map(n -> Math.clamp(n, 1, 1000)));
    }

    private static Optional<Overrides> overrides(Row item) {
        Overrides overrides = new Overrides(
                item.text("PreferredAudioLanguageCode"),
                item.text("PreferredAudioTitle"),
                item.text("PreferredSubtitleLanguageCode"),
                item.number("SubtitleMode")
                        .filter(n -> n >= 0 && n < SUBTITLES.size())
                        .map(n -> SUBTITLES.get(n.intValue())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return overrides.equals(Overrides.NONE) ? Optional.empty() : Optional.of(overrides);
    }
}
