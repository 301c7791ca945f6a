package tv.exstream.server.portable.from.tunarr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.portable.from.draft.Shows;

/** Makes collections of what Tunarr draws from. */
final class Sources {
    private final Draft draft;
    private final Programs programs;
    private final Lists lists;
    private final Map<String, Row> smartCollections = new HashMap<>();
    /** By the keys of channels that exist. */
    private final Map<String, ChannelNumber> numbers = new HashMap<>();

    Sources(Draft draft, ForeignDatabase database, Programs programs, Lists lists) {
        this.draft = draft;
        this.programs = programs;
        this.lists = lists;
        for (Row row : database.rows("smart_collection", "uuid", "name", "query", "keywords")) {
            row.text("uuid").ifPresent(id -> smartCollections.put(id, row));
        }
    }

    void number(String channel, ChannelNumber number) {
        numbers.put(channel, number);
    }

    Optional<ChannelNumber> number(String channel) {
        return Optional.ofNullable(numbers.get(channel));
    }

    /** The key of a programme; empty, with a remark, where it is deleted or cannot be found elsewhere. */
    Optional<Long> media(String program, String label) {
        Optional<Programs.Program> known = programs.program(program);
        if (known.isEmpty()) {
            draft.remark(label + ": programme " + program + " is deleted there: it is left out");
            return Optional.empty();
        }
        Optional<Long> key = draft.media(known.get().facts());
        if (key.isEmpty()) {
            draft.remark(
                    label + ": nothing is known by which programme " + program + " could be found: it is left out");
        }
        return key;
    }

    private List<Long> media(List<String> wanted, String label) {
        return wanted.stream()
                .flatMap(program -> media(program, label).stream())
                .distinct()
                .toList();
    }

    /** All films that a channel has among its programmes. */
    long films(String channel, String label) {
        return draft.list(
                "films of " + channel,
                "Films of " + label,
                () -> media(
                        lists.programs(channel).stream()
                                .filter(id -> programs.program(id)
                                        .filter(Programs.Program::film)
                                        .isPresent())
                                .toList(),
                        label));
    }

    Optional<Long> filler(String id, String label) {
        Optional<Lists.ProgramList> list = lists.filler(id);
        if (list.isEmpty()) {
            draft.remark(label + ": filler list " + id + " is deleted there: the channel goes without it");
        }
        return list.map(found -> draft.list(
                "filler " + id, found.name(), () -> media(found.programs(), "filler list '" + found.name() + "'")));
    }

    Optional<Long> customShow(String id, String label) {
        Optional<Lists.ProgramList> list = lists.customShow(id);
        if (list.isEmpty()) {
            draft.remark(label + ": custom show " + id + " is deleted there: give its slot something else");
        }
        return list.map(found -> draft.list(
                "custom show " + id,
                found.name(),
                () -> media(found.programs(), "custom show '" + found.name() + "'")));
    }

    Optional<Long> smartCollection(String id, String label) {
        Row row = smartCollections.get(id);
        if (row == null) {
            draft.remark(label + ": smart collection " + id + " is deleted there: give its slot something else");
            return Optional.empty();
        }
        String name = row.text("name").orElse("Smart collection");
        return Optional.of(draft.collection("smart collection " + id, name, () -> {
            try {
                row.text("keywords").ifPresent(words -> {
                    throw new IllegalArgumentException("it also asks for the words '" + words + "'");
                });
                return row.text("query").map(FilterText::rule).orElseGet(CollectionRule.Everything::new);
            } catch (IllegalArgumentException e) {
                draft.remark("smart collection '" + name + "' cannot be carried over and holds nothing: "
                        + e.getMessage() + "; give it a rule");
                return Draft.none();
            }
        }));
    }

    /**
     * The episodes of a show.
     *
     * @param id       its key; in old lineups its title
     * @param seasons  only these; all if empty
     * @param excluded not these
     */
    Optional<Long> show(String id, List<Integer> seasons, List<Integer> excluded, String label) {
        Optional<Programs.Group> group = programs.group(id);
        if (group.isEmpty() && id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            draft.remark(label + ": show " + id + " is deleted there: give its slot something else");
            return Optional.empty();
        }
        String title = group.map(Programs.Group::title).orElse(id);
        String marks = (seasons.isEmpty() ? "" : ", seasons " + seasons)
                + (excluded.isEmpty() ? "" : ", not seasons " + excluded);
        return Optional.of(draft.collection("show " + title + marks, title + marks, () -> {
            CollectionRule all = Shows.rule(title, group.flatMap(Programs.Group::year));
            CollectionRule some = seasons.isEmpty()
                    ? all
                    : new CollectionRule.And(List.of(all, new CollectionRule.Query(seasons(seasons))));
            return excluded.isEmpty()
                    ? some
                    : new CollectionRule.And(
                            List.of(some, new CollectionRule.Not(new CollectionRule.Query(seasons(excluded)))));
        }));
    }

    private static String seasons(List<Integer> seasons) {
        return seasons.stream().map(n -> "season_number:" + n).collect(Collectors.joining(" OR "));
    }

    /** The numbers of a JSON list, in order. */
    static List<Integer> numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .map(i -> list.get(i).asInt(-1))
                .filter(n -> n >= 0)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }
}
