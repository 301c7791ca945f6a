package tv.exstream.server.library;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All items at one moment, in order. Immutable.
 *
 * @param said  what else is known of an item, packed: a fraction of what it takes as objects
 * @param roots of the folders that items were found in
 */
record CatalogSnapshot(
        List<MediaItem> items,
        Map<Long, MediaItem> byId,
        Map<Long, String> said,
        Map<Long, Path> roots,
        long revision) {
    static final CatalogSnapshot EMPTY = new CatalogSnapshot(List.of(), Map.of(), Map.of(), Map.of(), 0);

    private static final Comparator<MediaItem> ORDER = Comparator.comparing(
                    (MediaItem item) -> item.show().isPresent() ? 0 : 1)
            .thenComparing(item -> NameText.key(item.show().orElse("")))
            .thenComparing(item -> item.show().orElse(""))
            .thenComparingInt(item -> item.season().orElse(Integer.MAX_VALUE))
            .thenComparingInt(item -> item.episode().orElse(Integer.MAX_VALUE))
            .thenComparing(item -> NameText.key(item.title()))
            .thenComparingInt(item -> item.year().orElse(0))
            .thenComparing(MediaItem::path)
            .thenComparingLong(MediaItem::id);

    /** A snapshot of these rows, and of what their pictures showed; this one itself if nothing differs. */
    CatalogSnapshot with(List<MediaRow> rows, Map<Long, Path> roots, Map<Long, FoundBlacks> blacks) {
        Map<String, String> names = showNames(rows);
        List<MediaItem> next = rows.stream()
                .filter(row -> row.listed() && roots.containsKey(row.folderId()))
                .map(row -> row.item(
                        Objects.requireNonNull(roots.get(row.folderId())),
                        names.getOrDefault(showKey(row), ""),
                        FoundBlacks.of(row, blacks)))
                .sorted(ORDER)
                .toList();
        Map<Long, String> nextSaid = new HashMap<>();
        for (MediaRow row : rows) {
            String text = row.listed() && roots.containsKey(row.folderId()) ? row.said() : "";
            if (!text.isEmpty()) {
                nextSaid.put(row.id(), text);
            }
        }
        if (next.equals(items) && nextSaid.equals(said)) {
            return this;
        }
        return new CatalogSnapshot(
                next,
                next.stream().collect(Collectors.toUnmodifiableMap(MediaItem::id, i -> i)),
                nextSaid,
                Map.copyOf(roots),
                revision + 1);
    }

    MediaDetails details(long id) {
        return MediaDetails.unpack(said.getOrDefault(id, ""));
    }

    Optional<Path> artwork(long id, Artwork kind) {
        MediaItem item = byId.get(id);
        Path root = item == null ? null : roots.get(item.folderId());
        return root == null
                ? Optional.empty()
                : MediaDetails.artwork(said.getOrDefault(id, ""), kind).map(root::resolve);
    }

    private static String showKey(MediaRow row) {
        return NameText.key(row.show()) + "|" + row.year();
    }

    /** One spelling for each show: the most frequent one; with its year where two shows share a name. */
    private static Map<String, String> showNames(List<MediaRow> rows) {
        Map<String, Map<String, Integer>> spellings = new HashMap<>();
        Map<String, TreeSet<Integer>> years = new HashMap<>();
        for (MediaRow row : rows) {
            if (row.show().isEmpty()) {
                continue;
            }
            String name = NameText.key(row.show());
            spellings.computeIfAbsent(name, k -> new TreeMap<>()).merge(row.show(), 1, Integer::sum);
            TreeSet<Integer> of = years.computeIfAbsent(name, k -> new TreeSet<>());
            if (row.year() != null) {
                of.add(row.year());
            }
        }
        Map<String, String> names = new HashMap<>();
        for (MediaRow row : rows) {
            if (row.show().isEmpty() || names.containsKey(showKey(row))) {
                continue;
            }
            String name = NameText.key(row.show());
            String spelling = Objects.requireNonNull(spellings.get(name)).entrySet().stream()
                    .max(Comparator.comparingInt(Map.Entry::getValue))
                    .orElseThrow()
                    .getKey();
            boolean shared = Objects.requireNonNull(years.get(name)).size() > 1;
            names.put(showKey(row), shared && row.year() != null ? spelling + " (" + row.year() + ")" : spelling);
        }
        return names;
    }
}
