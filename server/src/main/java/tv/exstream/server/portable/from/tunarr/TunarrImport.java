package tv.exstream.server.portable.from.tunarr;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.Flex;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.JsonSource;
import tv.exstream.server.portable.from.draft.Numbers;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.portable.from.draft.Redirects;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupTools;

/** Makes a document of Tunarr's data folder. Used once. */
public final class TunarrImport {
    /** Of the newest lineups that are known. */
    private static final long NEWEST_LINEUP = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DataFolder folder;
    private final Draft draft;
    private final List<Row> channels;
    private final Lists lists;
    private final Sources sources;

    private TunarrImport(DataFolder folder, Draft draft, ForeignDatabase database) {
        this.folder = folder;
        this.draft = draft;
        this.channels = database.rows(
                "channel",
                "uuid",
                "number",
                "name",
                "group_title",
                "stealth",
                "offline",
                "watermark",
                "filler_repeat_cooldown");
        this.lists = new Lists(database);
        draft.replacing(Programs.replacements(database));
        Set<String> wanted = lists.programs();
        channels.forEach(channel -> lineup(channel)
                .path("items")
                .forEach(item -> JsonSource.text(item, "id").ifPresent(wanted::add)));
        this.sources = new Sources(draft, database, new Programs(database, wanted), lists);
    }

    /** @throws ImportException naming the file, if it is none of Tunarr's */
    public static Imported read(Path path, PathMap paths) {
        DataFolder folder = DataFolder.at(path);
        try (ForeignDatabase database = ForeignDatabase.open(folder.database())) {
            if (!database.has("channel", "uuid") || !database.has("program", "uuid")) {
                throw new ImportException(folder.database()
                        + ": is no database of Tunarr: it has no tables 'channel' and 'program' as Tunarr makes them");
            }
            return new TunarrImport(folder, new Draft(paths), database).convert(path.toString());
        }
    }

    private Imported convert(String what) {
        for (Row channel : channels) {
            ChannelNumber number = channel.text("number")
                    .flatMap(Numbers::parse)
                    .filter(draft.numbers()::take)
                    .orElseGet(draft.numbers()::free);
            sources.number(id(channel), number);
        }
        channels.forEach(this::channel);
        return draft.finish(what);
    }

    private static String id(Row channel) {
        return channel.text("uuid").orElse("");
    }

    /** Missing where there is none; where it cannot be read a remark says so. */
    private JsonNode lineup(Row channel) {
        try {
            return folder.lineup(id(channel)).<JsonNode>map(JsonSource::read).orElseGet(MissingNode::getInstance);
        } catch (ImportException e) {
            draft.remark(e.getMessage() + "; the channel's programmes are not carried over");
            return MissingNode.getInstance();
        }
    }

    private void channel(Row row) {
        ChannelNumber number = sources.number(id(row)).orElseThrow();
        String name = Draft.name(row.text("name").orElse(""), "Channel " + number);
        String label = "channel " + number + " '" + name + "'";
        JsonNode lineup = lineup(row);
        if (lineup.path("version").asLong(0) > NEWEST_LINEUP) {
            draft.remark(label + ": its lineup is of version "
                    + lineup.path("version").asLong() + ", and up to " + NEWEST_LINEUP
                    + " are known: look over what came of it");
        }
        PortableProgramming programming = programming(row, lineup, label)
                .<PortableProgramming>map(definition -> new PortableProgramming.Own(definition, OptionalLong.empty()))
                .orElseGet(() -> {
                    draft.remark(label + " has no programmes: it is off air until it is given some");
                    return draft.offAir();
                });
        if (json(row, "watermark").path("enabled").asBoolean(false)) {
            draft.remark(label + " has a watermark, which is not carried over: watermarks are not shown yet");
        }
        PortableChannel plain = PortableChannel.of(number, name, programming);
        List<String> groups = Draft.groups(row.text("group_title").orElse(""));
        draft.channel(new PortableChannel(
                number,
                name,
                plain.guideId(),
                plain.origin(),
                groups.isEmpty() ? "tunarr" : groups.getFirst(),
                groups.isEmpty() ? plain.groups() : groups.subList(1, groups.size()),
                plain.categories(),
                plain.profile(),
                plain.zone(),
                plain.logo(),
                plain.slates(),
                row.flag("stealth", false) ? Visibility.HIDDEN : Visibility.LISTED,
                lineup.path("onDemandConfig").isObject() ? ChannelMode.ON_DEMAND : ChannelMode.CONTINUOUS,
                plain.night(),
                plain.programming()));
    }

    private Optional<ScheduleDefinition> programming(Row row, JsonNode lineup, String label) {
        List<Filler> filler = filler(row, label);
        if (lineup.path("schedule").path("slots").size() > 0) {
            SlotFillers fillers = new SlotFillers(sources, draft, label, filler);
            return new SlotSchedules(draft, sources, fillers, id(row), label).read(lineup, filler);
        }
        List<LineupEntry> entries = new ArrayList<>();
        for (JsonNode item : lineup.path("items")) {
            if (entries.size() < LineupTools.MOST) {
                entry(item, label).ifPresent(entries::add);
            }
        }
        int all = lineup.path("items").size();
        if (all > LineupTools.MOST) {
            draft.remark(label + " has " + all + " entries: the first " + LineupTools.MOST + " are carried over");
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleDefinition.Lineup(
                        new LineupBase.Entries(entries), List.of(), Optional.empty(), filler));
    }

    private Optional<LineupEntry> entry(JsonNode item, String label) {
        Optional<Duration> length = JsonSource.number(item, "durationMs")
                .map(Duration::ofMillis)
                .filter(Duration::isPositive)
                .map(d -> d.compareTo(LineupEntry.LONGEST) > 0 ? LineupEntry.LONGEST : d);
        return switch (item.path("type").asText("")) {
            case "content" -> {
                if (JsonSource.number(item, "startOffsetMs").orElse(0L) > 0) {
                    draft.remark(label + " has programmes cut into parts by breaks: they are aired whole;"
                            + " give the channel filler of kind mid_roll for breaks");
                    yield Optional.empty();
                }
                Optional<Long> media = sources.media(JsonSource.text(item, "id").orElse("?"), label);
                yield media.<LineupEntry>map(LineupEntry.Media::new).or(() -> length.map(LineupEntry.Flex::new));
            }
            case "redirect" -> {
                Optional<ChannelNumber> channel =
                        JsonSource.text(item, "channel").flatMap(sources::number);
                if (channel.isEmpty()) {
                    draft.remark(label + " redirects to a channel that is deleted: filler is aired instead");
                }
                yield length.map(d ->
                        channel.map(number -> Redirects.entry(number, d)).orElseGet(() -> new LineupEntry.Flex(d)));
            }
            default -> length.map(LineupEntry.Flex::new);
        };
    }

    private List<Filler> filler(Row row, String label) {
        Duration repeat = Duration.ofMillis(
                Math.max(0, row.number("filler_repeat_cooldown").orElse(0L)));
        List<Filler> filler = new ArrayList<>();
        List<Filler.Pool> pools = lists.fillers(id(row)).stream()
                .flatMap(list -> sources.filler(list.list(), label).map(key -> Lists.pool(key, list, repeat)).stream())
                .toList();
        if (!pools.isEmpty()) {
            filler.add(Flex.tail(pools));
        }
        List<String> fallbacks = lists.fallbacks(id(row));
        if (json(row, "offline").path("mode").asText("").equals("clip") && !fallbacks.isEmpty()) {
            filler.add(Flex.fallback(draft.list(
                    "fallback of " + id(row),
                    "Fallback of " + label,
                    () -> fallbacks.stream()
                            .flatMap(id -> sources.media(id, label).stream())
                            .toList())));
        }
        return filler;
    }

    private static JsonNode json(Row row, String column) {
        try {
            return JSON.readTree(row.text(column).orElse("null"));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
