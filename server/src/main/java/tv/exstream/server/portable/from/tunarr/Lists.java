package tv.exstream.server.portable.from.tunarr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tv.exstream.server.portable.from.draft.Flex;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.filler.Filler;

/** Lists by hand in Tunarr's database: filler lists, custom shows, and which of them a channel has. Immutable. */
final class Lists {
    /** @param programs their keys, in order */
    record ProgramList(String name, List<String> programs) {}

    /** @param cooldown of the list */
    record ChannelFiller(String list, long weight, Duration cooldown) {}

    private final Map<String, ProgramList> fillers;
    private final Map<String, ProgramList> customShows;
    private final Map<String, List<ChannelFiller>> fillersOf = new HashMap<>();
    private final Map<String, List<String>> fallbacksOf = new HashMap<>();
    private final Map<String, List<String>> programsOf = new HashMap<>();

    Lists(ForeignDatabase database) {
        fillers = read(database, "filler_show", "filler_show_content", "filler_show_uuid", "program_uuid");
        customShows = read(database, "custom_show", "custom_show_content", "custom_show_uuid", "content_uuid");
        for (Row row : database.rows("channel_filler_show", "channel_uuid", "filler_show_uuid", "weight", "cooldown")) {
            // Seconds, unlike what channels have of their own.
            fillersOf
                    .computeIfAbsent(row.text("channel_uuid").orElse(""), none -> new ArrayList<>())
                    .add(new ChannelFiller(
                            row.text("filler_show_uuid").orElse(""),
                            row.number("weight").orElse(1L),
                            Duration.ofSeconds(
                                    Math.max(0, row.number("cooldown").orElse(0L)))));
        }
        byChannel(database, "channel_fallback", fallbacksOf);
        byChannel(database, "channel_programs", programsOf);
    }

    private static void byChannel(ForeignDatabase database, String table, Map<String, List<String>> found) {
        database.each(
                table,
                row -> row.text("program_uuid")
                        .ifPresent(id -> found.computeIfAbsent(
                                        row.text("channel_uuid").orElse(""), none -> new ArrayList<>())
                                .add(id)),
                "channel_uuid",
                "program_uuid");
    }

    private static Map<String, ProgramList> read(
            ForeignDatabase database, String table, String contents, String list, String program) {
        Map<String, List<Row>> rows = new HashMap<>();
        database.each(
                contents,
                row -> rows.computeIfAbsent(row.text(list).orElse(""), none -> new ArrayList<>())
                        .add(row),
                list,
                program,
                "index");
        Map<String, ProgramList> found = new HashMap<>();
        for (Row row : database.rows(table, "uuid", "name")) {
            String id = row.text("uuid").orElse("");
            List<String> programs = rows.getOrDefault(id, List.of()).stream()
                    .sorted(Comparator.comparing(item -> item.number("index").orElse(0L)))
                    .flatMap(item -> item.text(program).stream())
                    .toList();
            found.put(id, new ProgramList(row.text("name").orElse("Unnamed"), programs));
        }
        return found;
    }

    /** The keys of all programmes that any of the lists has. */
    Set<String> programs() {
        Set<String> all = new HashSet<>();
        fillers.values().forEach(list -> all.addAll(list.programs()));
        customShows.values().forEach(list -> all.addAll(list.programs()));
        fallbacksOf.values().forEach(all::addAll);
        programsOf.values().forEach(all::addAll);
        return all;
    }

    Optional<ProgramList> filler(String id) {
        return Optional.ofNullable(fillers.get(id));
    }

    Optional<ProgramList> customShow(String id) {
        return Optional.ofNullable(customShows.get(id));
    }

    List<ChannelFiller> fillers(String channel) {
        return fillersOf.getOrDefault(channel, List.of());
    }

    List<String> fallbacks(String channel) {
        return fallbacksOf.getOrDefault(channel, List.of());
    }

    List<String> programs(String channel) {
        return programsOf.getOrDefault(channel, List.of());
    }

    static Filler.Pool pool(long collection, ChannelFiller filler, Duration repeat) {
        return Flex.pool(collection, filler.weight(), filler.cooldown(), repeat);
    }
}
