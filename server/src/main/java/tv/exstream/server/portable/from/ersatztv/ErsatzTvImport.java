package tv.exstream.server.portable.from.ersatztv;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.Numbers;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.portable.from.draft.Redirects;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/** Makes a document of ErsatzTV's database. Used once. */
public final class ErsatzTvImport {
    private static final String DATABASE = "ersatztv.sqlite3";
    /** Of a relay. */
    private static final Duration LONGEST_OFFSET = Duration.ofDays(1);

    private final Draft draft;
    private final List<Row> channels;
    private final Map<Long, Row> playouts = new HashMap<>();
    private final Map<Long, List<Row>> alternates = new HashMap<>();
    private final ClassicSchedules classic;
    private final BlockSchedules blocks;
    private final SequentialFiles files;
    private final Map<Long, ChannelNumber> numbers = new HashMap<>();
    /** Names of schedules that are made, by what they are there. */
    private final Map<String, String> shared = new HashMap<>();

    private ErsatzTvImport(Draft draft, ForeignDatabase database, PathMap paths) {
        this.draft = draft;
        draft.replacing(MediaLibrary.replacements(database));
        Contents contents = new Contents(draft, database, new MediaLibrary(database));
        classic = new ClassicSchedules(draft, database, contents, new FillerPresets(draft, database, contents));
        blocks = new BlockSchedules(draft, database, contents);
        Path folder = Optional.ofNullable(database.file().toAbsolutePath().getParent())
                .orElse(database.file());
        files = new SequentialFiles(draft, contents, folder, paths);
        channels = database.rows(
                "Channel",
                "Id",
                "Number",
                "Name",
                "Group",
                "Categories",
                "FallbackFillerId",
                "WatermarkId",
                "PreferredAudioLanguageCode",
                "PreferredLanguageCode",
                "PreferredSubtitleLanguageCode",
                "PlayoutMode",
                "ProgressMode",
                "PlayoutSource",
                "MirrorSourceChannelId",
                "PlayoutOffset",
                "IsEnabled",
                "ShowInEpg",
                "ActiveMode");
        for (Row row : database.rows(
                "Playout",
                "Id",
                "ChannelId",
                "ProgramScheduleId",
                "ScheduleKind",
                "ProgramSchedulePlayoutType",
                "ScheduleFile",
                "TemplateFile",
                "ExternalJsonFile",
                "DecoId")) {
            row.number("ChannelId").ifPresent(channel -> playouts.putIfAbsent(channel, row));
        }
        for (Row row : database.rows(
                "ProgramScheduleAlternate",
                "Index",
                "Id",
                "PlayoutId",
                "ProgramScheduleId",
                "DaysOfWeek",
                "DaysOfMonth",
                "MonthsOfYear",
                "LimitToDateRange",
                "StartMonth",
                "StartDay",
                "StartYear",
                "EndMonth",
                "EndDay",
                "EndYear")) {
            alternates
                    .computeIfAbsent(row.number("PlayoutId").orElse(-1L), none -> new ArrayList<>())
                    .add(row);
        }
    }

    /** @throws ImportException naming the file, if it is none of ErsatzTV's */
    public static Imported read(Path path, PathMap paths) {
        Path file = Stream.of(path, path.resolve(DATABASE))
                .filter(candidate -> Files.isRegularFile(candidate, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> new ImportException(
                        path + ": holds no file '" + DATABASE + "': name ErsatzTV's database, or the folder it is in"));
        try (ForeignDatabase database = ForeignDatabase.open(file)) {
            if (!database.has("Channel", "Number")
                    || !database.has("Playout", "ChannelId")
                    || !database.has("ProgramSchedule", "Name")) {
                throw new ImportException(
                        file + ": is no database of ErsatzTV: it has no tables 'Channel', 'Playout' and"
                                + " 'ProgramSchedule' as ErsatzTV makes them");
            }
            if (!database.has("ProgramScheduleItem", "CollectionType") || !database.has("FillerPreset")) {
                throw new ImportException(
                        file + ": is of a version of ErsatzTV before 0.4: start version 0.4 or a newer one on it once");
            }
            return new ErsatzTvImport(new Draft(paths), database, paths).convert(path.toString());
        }
    }

    private Imported convert(String what) {
        for (Row channel : channels) {
            ChannelNumber number = channel.text("Number")
                    .flatMap(Numbers::parse)
                    .filter(draft.numbers()::take)
                    .orElseGet(draft.numbers()::free);
            numbers.put(channel.number("Id").orElse(-1L), number);
        }
        channels.forEach(this::channel);
        return draft.finish(what);
    }

    private void channel(Row row) {
        long id = row.number("Id").orElse(-1L);
        ChannelNumber number = Optional.ofNullable(numbers.get(id)).orElseGet(draft.numbers()::free);
        String name = Draft.name(row.text("Name").orElse(""), "Channel " + number);
        String label = "channel " + number + " '" + name + "'";
        row.text("Number")
                .filter(text -> !text.equals(number.toString()))
                .ifPresent(text -> draft.remark(label + " had the number " + text + ", which is none here, or taken"));
        PortableProgramming programming =
                row.number("PlayoutSource", 0) == 1 ? mirror(row, label) : generated(row, id, label);
        remarks(row, label);
        PortableChannel plain = PortableChannel.of(number, name, programming);
        List<String> groups = Draft.groups(row.text("Group").orElse(""));
        draft.channel(new PortableChannel(
                number,
                name,
                plain.guideId(),
                plain.origin(),
                groups.isEmpty() ? "ErsatzTV" : groups.getFirst(),
                groups.isEmpty() ? plain.groups() : groups.subList(1, groups.size()),
                Draft.labels(row.text("Categories").stream().flatMap(text -> Stream.of(text.split(",", -1)))),
                plain.profile(),
                plain.zone(),
                plain.logo(),
                plain.slates(),
                visibility(row),
                row.number("PlayoutMode", row.number("ProgressMode", 0)) == 1
                        ? ChannelMode.ON_DEMAND
                        : ChannelMode.CONTINUOUS,
                plain.night(),
                plain.programming()));
    }

    private static Visibility visibility(Row row) {
        int active = row.number("ActiveMode", 0);
        if (!row.flag("IsEnabled", active != 2)) {
            return Visibility.DISABLED;
        }
        return row.flag("ShowInEpg", active != 1) ? Visibility.LISTED : Visibility.HIDDEN;
    }

    private void remarks(Row row, String label) {
        if (row.number("WatermarkId").isPresent()) {
            draft.remark(label + " has a watermark, which is not carried over: watermarks are not shown yet");
        }
        row.text("PreferredAudioLanguageCode")
                .or(() -> row.text("PreferredLanguageCode"))
                .ifPresent(code -> draft.remark(label + " prefers sound in '" + code
                        + "': give the items of its schedule that language (audioLanguage)"));
        row.text("PreferredSubtitleLanguageCode")
                .ifPresent(code -> draft.remark(label + " prefers subtitles in '" + code
                        + "': give the items of its schedule that language (subtitleLanguage)"));
    }

    private PortableProgramming mirror(Row row, String label) {
        Optional<ChannelNumber> source = row.number("MirrorSourceChannelId").map(numbers::get);
        Duration offset = row.text("PlayoutOffset").flatMap(TimeSpan::parse).orElse(Duration.ZERO);
        if (source.isEmpty()) {
            draft.remark(label + " mirrors a channel that is deleted: it is off air until it is given something");
            return draft.offAir();
        }
        if (offset.abs().compareTo(LONGEST_OFFSET) > 0) {
            draft.remark(label + " is " + offset + " behind channel " + source.get()
                    + ", which it mirrors, and a day is the most: it shows the same at the same time");
            return Redirects.relay(source.get(), Duration.ZERO);
        }
        return Redirects.relay(source.get(), offset);
    }

    private PortableProgramming generated(Row channel, long id, String label) {
        Row playout = playouts.get(id);
        int kind =
                playout == null ? 0 : playout.number("ScheduleKind", playout.number("ProgramSchedulePlayoutType", 1));
        try {
            Optional<PortableProgramming> made = playout == null
                    ? Optional.empty()
                    : switch (kind) {
                        case 1 -> classic(playout, channel.number("FallbackFillerId"), label);
                        case 2 ->
                            blocks.read(playout.number("Id").orElse(-1L), playout.number("DecoId"), label)
                                    .map(ErsatzTvImport::own);
                        case 3 ->
                            playout.text("ScheduleFile")
                                    .or(() -> playout.text("TemplateFile"))
                                    .flatMap(file -> files.read(file, label))
                                    .map(ErsatzTvImport::own);
                        default -> Optional.empty();
                    };
            if (made.isEmpty()) {
                draft.remark(label + nothing(kind) + ": it is off air until it is given something");
            }
            return made.orElseGet(draft::offAir);
        } catch (IllegalArgumentException e) {
            draft.remark(label + ": its schedule does not fit together: " + e.getMessage()
                    + ": it is off air until it is given something");
            return draft.offAir();
        }
    }

    private static String nothing(int kind) {
        return switch (kind) {
            case 4 -> " is programmed by a script, which is not carried over";
            case 20 -> " is programmed by an external JSON file, which is not carried over";
            default -> " has nothing to air";
        };
    }

    private static PortableProgramming own(ScheduleDefinition definition) {
        return new PortableProgramming.Own(definition, OptionalLong.empty());
    }

    private Optional<PortableProgramming> classic(Row playout, Optional<Long> fallback, String label) {
        Optional<Long> schedule = playout.number("ProgramScheduleId");
        List<ScheduleDefinition.Alternate> others = new ArrayList<>();
        for (Row row : alternates.getOrDefault(playout.number("Id").orElse(-1L), List.of())) {
            long other = row.number("ProgramScheduleId").orElse(-1L);
            Optional<DateRule> days = Days.of(row);
            Optional<ScheduleDefinition> definition = classic.read(other, fallback);
            if (days.isEmpty() || definition.isEmpty()) {
                draft.remark(label + ": alternate schedule '" + classic.name(other)
                        + "' is used on no day, or has nothing to air: it is left out");
            } else if (others.stream().noneMatch(before -> before.days().equals(DateRule.ALWAYS))) {
                others.add(new ScheduleDefinition.Alternate(days.get(), definition.get()));
            }
        }
        if (!others.isEmpty()) {
            return schedule.flatMap(id -> classic.read(id, fallback))
                    .or(() -> Optional.of(others.getLast().schedule()))
                    .map(otherwise -> own(new ScheduleDefinition.Alternating(others, otherwise)));
        }
        return schedule.flatMap(id -> {
            String key = id + " " + fallback.map(String::valueOf).orElse("");
            return Optional.ofNullable(shared.get(key))
                    .or(() ->
                            classic.read(id, fallback).map(definition -> draft.schedule(classic.name(id), definition)))
                    .map(name -> {
                        shared.put(key, name);
                        return new PortableProgramming.Shared(name);
                    });
        });
    }
}
