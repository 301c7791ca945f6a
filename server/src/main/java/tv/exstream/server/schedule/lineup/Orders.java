package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Orders without chance. */
final class Orders {
    private Orders() {}

    static List<LineupEntry> sort(List<LineupEntry> list, LineupTool.Sort sort, LineupLibrary library) {
        List<LineupEntry> known = new ArrayList<>();
        List<LineupEntry> rest = new ArrayList<>();
        for (LineupEntry entry : LineupTools.programmes(list)) {
            (knows(entry, sort.by(), library) ? known : rest).add(entry);
        }
        Comparator<LineupEntry> order = comparator(sort.by(), library);
        known.sort(sort.descending() ? order.reversed() : order);
        known.addAll(rest);
        return known;
    }

    private static boolean knows(LineupEntry entry, LineupTool.Sort.By by, LineupLibrary library) {
        return entry instanceof LineupEntry.Media media
                && library.item(media.media())
                        .filter(item -> by != LineupTool.Sort.By.RELEASED
                                || item.released().isPresent())
                        .isPresent();
    }

    private static Comparator<LineupEntry> comparator(LineupTool.Sort.By by, LineupLibrary library) {
        return switch (by) {
            case SHOW -> Comparator.comparingLong(entry -> place(entry, library));
            case TITLE -> Comparator.comparing(entry -> title(entry, library));
            case RELEASED ->
                Comparator.comparingLong((LineupEntry entry) -> released(entry, library))
                        .thenComparingLong(entry -> place(entry, library));
            case DURATION -> Comparator.comparing(library::length);
        };
    }

    /** In chronological order; what is not in the library comes last. */
    static long place(LineupEntry entry, LineupLibrary library) {
        return entry instanceof LineupEntry.Media media
                ? library.item(media.media()).map(LineupItem::place).orElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
    }

    private static String title(LineupEntry entry, LineupLibrary library) {
        return entry instanceof LineupEntry.Media media
                ? library.item(media.media()).map(LineupItem::title).orElse("").toLowerCase(Locale.ROOT)
                : "";
    }

    private static long released(LineupEntry entry, LineupLibrary library) {
        return entry instanceof LineupEntry.Media media
                ? library.item(media.media())
                        .flatMap(LineupItem::released)
                        .map(day -> day.toEpochDay())
                        .orElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
    }

    static List<LineupEntry> slide(List<LineupEntry> list, LineupTool.Slide slide, LineupLibrary library) {
        long all =
                list.stream().map(library::length).mapToLong(Duration::toMillis).sum();
        if (all == 0) {
            return list;
        }
        long wanted = Math.floorMod(slide.by().toMillis(), all);
        long passed = 0;
        int first = 0;
        while (passed < wanted) {
            passed += library.length(list.get(first)).toMillis();
            first++;
        }
        List<LineupEntry> slid = new ArrayList<>(list.subList(first, list.size()));
        slid.addAll(list.subList(0, first));
        return slid;
    }
}
