package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tools that put something between programmes. */
final class Spaces {
    private Spaces() {}

    /** After so many programmes, or once at the end. */
    static List<LineupEntry> every(List<LineupEntry> list, LineupEntry added, Optional<Integer> every) {
        List<LineupEntry> result = new ArrayList<>();
        int count = 0;
        for (LineupEntry entry : list) {
            result.add(entry);
            count += entry.programme() ? 1 : 0;
            if (entry.programme() && every.isPresent() && count % every.get() == 0) {
                result.add(added);
            }
        }
        if (every.isEmpty()) {
            result.add(added);
        }
        return result;
    }

    static List<LineupEntry> before(List<LineupEntry> list, LineupEntry added) {
        List<LineupEntry> result = new ArrayList<>();
        for (LineupEntry entry : list) {
            if (entry.programme()) {
                result.add(added);
            }
            result.add(entry);
        }
        return result;
    }

    static List<LineupEntry> breaks(
            List<LineupEntry> list, LineupTool.AddBreaks breaks, LineupLibrary library, Chance chance) {
        List<LineupEntry> result = new ArrayList<>();
        Duration without = Duration.ZERO;
        int count = 0;
        for (LineupEntry entry : list) {
            Duration after = without.plus(library.length(entry));
            if (!entry.programme()) {
                without = Duration.ZERO;
            } else if (!without.isZero() && after.compareTo(breaks.after()) > 0) {
                result.add(new LineupEntry.Flex(length(breaks, chance.of(count++, entry.code()))));
                without = library.length(entry);
            } else {
                without = after;
            }
            result.add(entry);
        }
        return result;
    }

    private static Duration length(LineupTool.AddBreaks breaks, long chance) {
        long least = breaks.least().toSeconds();
        return Duration.ofSeconds(
                least + Long.remainderUnsigned(chance, breaks.most().toSeconds() - least + 1));
    }

    static List<LineupEntry> restrict(List<LineupEntry> list, LineupTool.RestrictHours hours, LineupLibrary library) {
        LineupEntry.Hours open = new LineupEntry.Hours(hours.from(), hours.to(), hours.redirect());
        return before(
                list.stream()
                        .filter(entry ->
                                !entry.programme() || library.length(entry).compareTo(open.length()) <= 0)
                        .toList(),
                open);
    }
}
