package tv.exstream.server.channels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tv.exstream.server.channels.LineupEntry.Programming.FromCollection;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/**
 * Which channels a library deserves. Pure: the same items give the same line-up, in an order that does not depend on
 * theirs.
 */
public final class LineupBuilder {
    /** Fewer items than this make no channel of their own. */
    public static final int DEFAULT_MINIMUM = 3;

    private LineupBuilder() {}

    /** @param minimum items a show, decade, genre or folder needs; at least 1 */
    public static List<LineupEntry> build(List<MediaItem> library, int minimum) {
        List<LineupEntry> lineup = new ArrayList<>();
        if (library.isEmpty()) {
            return lineup;
        }
        lineup.add(new LineupEntry(
                "everything",
                NumberRange.EVERYTHING,
                "Everything",
                "Mixed",
                new FromCollection(new CollectionRule.Everything(), PlaybackOrder.SHUFFLE)));
        lineup.addAll(shows(library, minimum));
        lineup.addAll(decades(library, minimum));
        lineup.addAll(genres(library, minimum));
        if (library.stream().anyMatch(item -> item.kind() == MediaKind.MUSIC)) {
            lineup.add(new LineupEntry(
                    "music",
                    NumberRange.MUSIC,
                    "Music",
                    "Music",
                    new FromCollection(new CollectionRule.Music(), PlaybackOrder.SHUFFLE)));
        }
        lineup.addAll(folders(library, minimum));
        return List.copyOf(lineup);
    }

    private static List<LineupEntry> shows(List<MediaItem> library, int minimum) {
        Map<String, Tally> shows = new TreeMap<>();
        for (MediaItem item : library) {
            if (item.kind() == MediaKind.EPISODE) {
                item.show().ifPresent(show -> count(shows, show));
            }
        }
        return enough(shows, minimum).entrySet().stream()
                .map(show -> new LineupEntry(
                        "show:" + show.getKey(),
                        NumberRange.SHOWS,
                        show.getValue(),
                        "Shows",
                        new FromCollection(new CollectionRule.Show(show.getValue()), PlaybackOrder.CHRONOLOGICAL)))
                .toList();
    }

    private static List<LineupEntry> decades(List<MediaItem> library, int minimum) {
        Map<Integer, Integer> decades = new TreeMap<>();
        for (MediaItem item : library) {
            if (item.kind() == MediaKind.MOVIE
                    && item.year().orElse(0) >= 1870
                    && item.year().orElse(0) < 2200) {
                decades.merge(item.year().orElseThrow() / 10 * 10, 1, Integer::sum);
            }
        }
        return decades.entrySet().stream()
                .filter(decade -> decade.getValue() >= minimum)
                .map(decade -> new LineupEntry(
                        "movies:decade:" + decade.getKey(),
                        NumberRange.DECADES,
                        "Movies of the "
                                + (decade.getKey() / 100 == 19 ? decade.getKey() % 100 + "s" : decade.getKey() + "s"),
                        "Movies",
                        new FromCollection(
                                new CollectionRule.Movies(Optional.of(decade.getKey()), Optional.empty()),
                                PlaybackOrder.SHUFFLE)))
                .toList();
    }

    private static List<LineupEntry> genres(List<MediaItem> library, int minimum) {
        Map<String, Tally> genres = new TreeMap<>();
        for (MediaItem item : library) {
            if (item.kind() == MediaKind.MOVIE) {
                Map<String, String> once = new LinkedHashMap<>();
                item.genres().forEach(genre -> once.putIfAbsent(genre.toLowerCase(Locale.ROOT), genre));
                once.values().forEach(genre -> count(genres, genre));
            }
        }
        return enough(genres, minimum).entrySet().stream()
                .map(genre -> new LineupEntry(
                        "movies:genre:" + genre.getKey(),
                        NumberRange.GENRES,
                        genre.getValue() + " movies",
                        "Movies",
                        new FromCollection(
                                new CollectionRule.Movies(Optional.empty(), Optional.of(genre.getValue())),
                                PlaybackOrder.SHUFFLE)))
                .toList();
    }

    /** A folder of one library: two libraries may hold folders of the same path at different times. */
    private record Shelf(long library, Path folder) {}

    private static List<LineupEntry> folders(List<MediaItem> library, int minimum) {
        Map<String, Shelf> shelves = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (MediaItem item : library) {
            Path folder = item.path().getParent();
            if (item.kind() == MediaKind.OTHER && folder != null) {
                shelves.putIfAbsent(folder.toString(), new Shelf(item.folderId(), folder));
                counts.merge(folder.toString(), 1, Integer::sum);
            }
        }
        return shelves.entrySet().stream()
                .filter(shelf -> counts.getOrDefault(shelf.getKey(), 0) >= minimum)
                .map(shelf -> folder(shelf.getValue()))
                .toList();
    }

    private static LineupEntry folder(Shelf shelf) {
        String path = shelf.folder.toString();
        String name = shelf.folder.getFileName() == null
                ? path
                : shelf.folder.getFileName().toString();
        return new LineupEntry(
                "folder:" + path,
                NumberRange.FOLDERS,
                name.isBlank() ? path : name,
                "Clips",
                new FromCollection(new CollectionRule.Folder(shelf.library, path), PlaybackOrder.SHUFFLE));
    }

    /** How often a name occurs in any case, and the spelling that sorts first. */
    private record Tally(String spelling, int count) {
        Tally and(Tally other) {
            return new Tally(spelling.compareTo(other.spelling) <= 0 ? spelling : other.spelling, count + other.count);
        }
    }

    private static void count(Map<String, Tally> tallies, String name) {
        if (!name.isBlank()) {
            tallies.merge(name.toLowerCase(Locale.ROOT), new Tally(name, 1), Tally::and);
        }
    }

    private static Map<String, String> enough(Map<String, Tally> tallies, int minimum) {
        Map<String, String> names = new TreeMap<>();
        tallies.forEach((key, tally) -> {
            if (tally.count >= minimum) {
                names.put(key, tally.spelling);
            }
        });
        return names;
    }
}
