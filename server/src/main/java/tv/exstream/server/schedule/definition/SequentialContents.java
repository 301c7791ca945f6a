package tv.exstream.server.schedule.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Grouping;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.Warnings;
import tv.exstream.server.schedule.sequential.ContentDefinition;
import tv.exstream.server.schedule.sequential.ContentDefinition.Source;
import tv.exstream.server.schedule.sequential.ContentName;

/** Finds in the library what content definitions name. Not thread-safe; lives for one plan. */
public final class SequentialContents {
    private final Function<String, Optional<ContentDefinition>> definitions;
    private final ScheduleLibrary library;
    private final Warnings warnings;
    private final String prefix;
    private final Map<String, Optional<Draw>> draws = new HashMap<>();

    /**
     * @param definitions by their keys; none leads back to itself
     * @param prefix      of the names of cursors
     */
    public SequentialContents(
            Function<String, Optional<ContentDefinition>> definitions,
            ScheduleLibrary library,
            Warnings warnings,
            String prefix) {
        this.definitions = definitions;
        this.library = library;
        this.warnings = warnings;
        this.prefix = prefix;
    }

    /** Empty, and a warning given, where the library has nothing of the name. */
    public Optional<Draw> draw(String key) {
        if (!draws.containsKey(key)) {
            draws.put(key, definitions.apply(key).flatMap(content -> find(content.source(), key)));
        }
        return draws.getOrDefault(key, Optional.empty());
    }

    private Optional<Draw> find(Source source, String key) {
        Optional<String> cursor = Optional.of(prefix + key);
        return switch (source) {
            case Source.From from ->
                find(from.name(), key)
                        .map(id -> new Draw(
                                new ContentSource.OneCollection(id), order(from.order()), Optional.empty(), cursor));
            case Source.Marathon marathon -> {
                List<Long> ids = marathon.of().stream()
                        .flatMap(name -> find(name, key).stream())
                        .distinct()
                        .toList();
                Grouping grouping = new Grouping(
                        Grouping.By.valueOf(marathon.groupBy().toUpperCase(Locale.ROOT)),
                        marathon.shuffleGroups(),
                        marathon.shuffleItems(),
                        marathon.playAll() ? 0 : 1);
                yield ids.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Draw(
                                new ContentSource.Several(ids), PlaybackOrder.MARATHON, Optional.of(grouping), cursor));
            }
            case Source.Items playlist -> {
                List<ContentSource.Entry> entries = new ArrayList<>();
                for (ContentDefinition.Entry entry : playlist.items()) {
                    draw(entry.content()).ifPresent(draw -> entries.add(new ContentSource.Entry(draw, entry.count())));
                }
                yield entries.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Draw(
                                new ContentSource.Playlist(entries), PlaybackOrder.CUSTOM, Optional.empty(), cursor));
            }
        };
    }

    private Optional<Long> find(ContentName name, String key) {
        OptionalLong id = library.find(name);
        if (id.isEmpty()) {
            warnings.add("content '" + key + "': the library knows no " + name.describe()
                    + ": it is left out until it does");
            return Optional.empty();
        }
        return Optional.of(id.getAsLong());
    }

    private static PlaybackOrder order(String name) {
        return PlaybackOrder.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
