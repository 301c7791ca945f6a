package tv.exstream.server.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.sequential.ContentName;

/**
 * A library whose collections have names. Shows are found by their titles; of queries it knows {@code show_title:NAME}
 * and alternatives of it.
 */
final class NamedLibrary implements ScheduleLibrary {
    private final Map<Long, List<Airable>> collections;
    private final Map<String, Long> names;
    private final Map<Long, List<Airable>> found = new HashMap<>();

    NamedLibrary(Map<Long, List<Airable>> collections, Map<String, Long> names) {
        this.collections = collections;
        this.names = names;
    }

    /** As a golden file has it: settings such as {@code collection.1 = Shows}. */
    static NamedLibrary of(GoldenFile file) {
        Map<String, Long> names = new HashMap<>();
        file.settings().forEach((key, value) -> {
            if (key.startsWith("collection.")) {
                names.put(value, Long.valueOf(key.substring("collection.".length())));
            }
        });
        return new NamedLibrary(file.library(), names);
    }

    @Override
    public List<Airable> items(long id) {
        List<Airable> items = found.get(id);
        return items == null ? collections.getOrDefault(id, List.of()) : items;
    }

    @Override
    public OptionalLong find(ContentName name) {
        return switch (name) {
            case ContentName.Collection wanted -> named(wanted.name());
            case ContentName.Playlist wanted -> named(wanted.name());
            case ContentName.Show wanted -> shows(List.of(wanted.title().orElse("")));
            case ContentName.Search wanted ->
                shows(List.of(wanted.query()
                        .replace("show_title:", "")
                        .replace("\"", "")
                        .split(" OR ", -1)));
        };
    }

    @Override
    public OptionalLong watermark(String name) {
        return name.equals("LOGO") ? OptionalLong.of(7) : OptionalLong.empty();
    }

    @Override
    public OptionalLong graphics(String name) {
        return name.equals("clock.yml") ? OptionalLong.of(8) : OptionalLong.empty();
    }

    private OptionalLong named(String name) {
        Long id = names.get(name);
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    private OptionalLong shows(List<String> titles) {
        long id = -Walkers.number(titles.toString());
        Predicate<Airable> wanted = item -> titles.stream()
                .anyMatch(
                        title -> item.facets().show().toLowerCase(Locale.ROOT).equals(title.toLowerCase(Locale.ROOT)));
        found.put(
                id,
                collections.values().stream()
                        .flatMap(List::stream)
                        .filter(wanted)
                        .toList());
        return OptionalLong.of(id);
    }
}
