package tv.exstream.server.portable.from.dizquetv;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.Flex;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.JsonSource;
import tv.exstream.server.portable.from.draft.Numbers;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.portable.from.draft.Redirects;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupTools;

/** Makes a document of dizqueTV's data folder. Used once. */
public final class DizqueTvImport {
    private static final Duration DEFAULT_COOLDOWN = Duration.ofMinutes(30);

    private final Folder folder;
    private final Draft draft;
    /** The channels there are, by the numbers they have there. */
    private final Map<String, ChannelNumber> numbers = new LinkedHashMap<>();

    private DizqueTvImport(Folder folder, Draft draft) {
        this.folder = folder;
        this.draft = draft;
    }

    /** @throws ImportException naming the file, if it is none of dizqueTV's */
    public static Imported read(Path path, PathMap paths) {
        return new DizqueTvImport(Folder.at(path), new Draft(paths)).convert(path.toString());
    }

    private Imported convert(String what) {
        Map<Path, ChannelNumber> files = new LinkedHashMap<>();
        for (Path file : folder.channels()) {
            JsonNode channel = readable(file);
            if (channel.isObject()) {
                Optional<String> wanted = JsonSource.text(channel, "number");
                ChannelNumber number = wanted.flatMap(Numbers::parse)
                        .filter(draft.numbers()::take)
                        .orElseGet(draft.numbers()::free);
                files.put(file, number);
                wanted.ifPresent(text -> numbers.putIfAbsent(text, number));
            }
        }
        if (files.isEmpty()) {
            throw new ImportException(what + ": holds no channel of dizqueTV");
        }
        // Channels are read again one by one: together they may be larger than memory.
        files.forEach((file, number) -> channel(JsonSource.read(file), number));
        return draft.finish(what);
    }

    /** One broken channel does not keep the others; the only one does. */
    private JsonNode readable(Path file) {
        try {
            JsonNode channel = JsonSource.read(file);
            if (!channel.path("programs").isArray()) {
                throw new ImportException(file + ": is no channel of dizqueTV: it has no list 'programs'");
            }
            return channel;
        } catch (ImportException e) {
            if (folder.channels().size() == 1) {
                throw e;
            }
            draft.remark(e.getMessage() + "; the channel is left out");
            return MissingNode.getInstance();
        }
    }

    private void channel(JsonNode channel, ChannelNumber number) {
        String name = Draft.name(JsonSource.text(channel, "name").orElse(""), "Channel " + number);
        String label = "channel " + number + " '" + name + "'";
        List<Filler> filler = filler(channel, label);
        PortableProgramming programming = slots(channel, label, filler)
                .or(() -> lineup(channel, label, filler))
                .<PortableProgramming>map(definition -> new PortableProgramming.Own(definition, OptionalLong.empty()))
                .orElseGet(() -> {
                    draft.remark(label + " has no programmes: it is off air until it is given some");
                    return draft.offAir();
                });
        remarks(channel, label);
        PortableChannel plain = PortableChannel.of(number, name, programming);
        List<String> groups =
                Draft.groups(JsonSource.text(channel, "groupTitle").orElse(""));
        draft.channel(new PortableChannel(
                number,
                name,
                plain.guideId(),
                plain.origin(),
                groups.isEmpty() ? "dizqueTV" : groups.getFirst(),
                groups.isEmpty() ? plain.groups() : groups.subList(1, groups.size()),
                plain.categories(),
                plain.profile(),
                plain.zone(),
                plain.logo(),
                plain.slates(),
                channel.path("stealth").asBoolean(false) ? Visibility.HIDDEN : Visibility.LISTED,
                channel.path("onDemand").path("isOnDemand").asBoolean(false)
                        ? ChannelMode.ON_DEMAND
                        : ChannelMode.CONTINUOUS,
                plain.night(),
                plain.programming()));
    }

    /** What people may have chosen and this product says elsewhere, or not at all. */
    private void remarks(JsonNode channel, String label) {
        if (channel.path("watermark").path("enabled").asBoolean(false)) {
            draft.remark(label + " has a watermark, which is not carried over: watermarks are not shown yet");
        }
        JsonSource.text(channel, "offlineSoundtrack")
                .ifPresent(unused -> draft.remark(
                        label + " plays music while it is off air: choose picture and sound of its slates instead"));
        JsonNode transcoding = channel.path("transcoding");
        if (JsonSource.text(transcoding, "targetResolution").isPresent()) {
            draft.remark(label + " has a resolution of its own: give it a profile that has it");
        }
    }

    private Optional<ScheduleDefinition> slots(JsonNode channel, String label, List<Filler> filler) {
        boolean timed = channel.path("scheduleBackup").path("slots").size() > 0;
        boolean random = channel.path("randomScheduleBackup").path("slots").size() > 0;
        if (!timed && !random) {
            return Optional.empty();
        }
        SlotContents contents = new SlotContents(
                draft, label, programmes(channel.path("programs")).toList(), numbers);
        return timed
                ? new Slots(draft, label, contents).timed(channel.path("scheduleBackup"), filler)
                : new Slots(draft, label, contents).random(channel.path("randomScheduleBackup"), filler);
    }

    private Optional<ScheduleDefinition> lineup(JsonNode channel, String label, List<Filler> filler) {
        List<LineupEntry> entries = new ArrayList<>();
        programmes(channel.path("programs"))
                .limit(LineupTools.MOST)
                .forEach(programme -> entry(programme, label).ifPresent(entries::add));
        int all = channel.path("programs").size();
        if (all > LineupTools.MOST) {
            draft.remark(label + " has " + all + " entries: the first " + LineupTools.MOST + " are carried over");
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleDefinition.Lineup(
                        new LineupBase.Entries(entries), List.of(), Optional.empty(), filler));
    }

    private Optional<LineupEntry> entry(Programme programme, String label) {
        Optional<Duration> length =
                programme.duration().map(d -> d.compareTo(LineupEntry.LONGEST) > 0 ? LineupEntry.LONGEST : d);
        if (programme.flex()) {
            return length.map(LineupEntry.Flex::new);
        }
        if (programme.redirects()) {
            Optional<ChannelNumber> target = programme.channel().map(numbers::get);
            if (target.isEmpty()) {
                draft.remark(label + " redirects to channel "
                        + programme.channel().orElse("?") + ", which does not exist: filler is aired instead");
                return length.map(LineupEntry.Flex::new);
            }
            return length.map(d -> Redirects.entry(target.get(), d));
        }
        Optional<LineupEntry> media = draft.media(programme.facts()).map(LineupEntry.Media::new);
        if (media.isEmpty()) {
            draft.remark(label + ": nothing is known by which '" + programme.describe()
                    + "' could be found: filler is aired instead");
            return length.map(LineupEntry.Flex::new);
        }
        return media;
    }

    private List<Filler> filler(JsonNode channel, String label) {
        Duration repeat = JsonSource.number(channel, "fillerRepeatCooldown")
                .map(Duration::ofMillis)
                .orElse(DEFAULT_COOLDOWN);
        List<Filler.Pool> pools = new ArrayList<>();
        for (JsonNode list : channel.path("fillerCollections")) {
            String id = JsonSource.text(list, "id").orElse("?");
            Optional<Path> file = folder.filler(id);
            if (file.isEmpty()) {
                draft.remark(label + ": filler list " + id + " is not there: the channel goes without it");
            } else {
                pools.add(Flex.pool(
                        collection(file.get(), id),
                        JsonSource.number(list, "weight").orElse(1L),
                        Duration.ofMillis(
                                Math.max(0, JsonSource.number(list, "cooldown").orElse(0L))),
                        repeat));
            }
        }
        // Before version 0.0.64 a channel had its filler itself.
        if (channel.path("fillerContent").size() > 0) {
            pools.add(Flex.pool(
                    list("own filler of " + label, "Filler of " + label, channel.path("fillerContent"), label),
                    1,
                    Duration.ZERO,
                    repeat));
        }
        List<Filler> filler = new ArrayList<>();
        if (!pools.isEmpty()) {
            filler.add(Flex.tail(pools));
        }
        boolean clip =
                JsonSource.text(channel, "offlineMode").filter("clip"::equals).isPresent();
        if (clip && channel.path("fallback").size() > 0) {
            filler.add(Flex.fallback(
                    list("fallback of " + label, "Fallback of " + label, channel.path("fallback"), label)));
        }
        return filler;
    }

    private long collection(Path file, String id) {
        JsonNode list = JsonSource.read(file);
        String name = JsonSource.text(list, "name").orElse("Filler " + id);
        return list("filler " + id, name, list.path("content"), "filler list '" + name + "'");
    }

    private long list(String source, String name, JsonNode content, String label) {
        return draft.list(
                source,
                name,
                () -> programmes(content)
                        .flatMap(programme -> {
                            Optional<Long> key = draft.media(programme.facts());
                            if (key.isEmpty()) {
                                draft.remark(label + ": nothing is known by which '" + programme.describe()
                                        + "' could be found: it is left out");
                            }
                            return key.stream();
                        })
                        .toList());
    }

    private static Stream<Programme> programmes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(JsonNode::isObject)
                .map(Programme::new);
    }
}
