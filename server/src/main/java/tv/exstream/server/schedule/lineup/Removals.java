package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tools that take entries out. */
final class Removals {
    private Removals() {}

    static List<LineupEntry> deduplicate(List<LineupEntry> list) {
        Set<LineupEntry> seen = new HashSet<>();
        return list.stream()
                .filter(entry -> !entry.programme() || seen.add(entry))
                .toList();
    }

    static List<LineupEntry> specials(List<LineupEntry> list, LineupLibrary library) {
        return list.stream()
                .filter(entry -> !(entry instanceof LineupEntry.Media media)
                        || library.item(media.media())
                                .filter(LineupItem::special)
                                .isEmpty())
                .toList();
    }

    static List<LineupEntry> shows(List<LineupEntry> list, LineupTool.RemoveShows shows, LineupLibrary library) {
        Set<String> names = shows.shows().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return list.stream()
                .filter(entry -> !(entry instanceof LineupEntry.Media) || !names.contains(library.group(entry)))
                .toList();
    }

    static List<LineupEntry> flex(List<LineupEntry> list) {
        return LineupTools.programmes(list);
    }

    static List<LineupEntry> consolidate(List<LineupEntry> list) {
        List<LineupEntry> result = new ArrayList<>();
        for (LineupEntry entry : list) {
            Optional<LineupEntry> one = result.isEmpty() ? Optional.empty() : merged(result.getLast(), entry);
            if (one.isPresent()) {
                result.set(result.size() - 1, one.get());
            } else {
                result.add(entry);
            }
        }
        return result;
    }

    private static Optional<LineupEntry> merged(LineupEntry first, LineupEntry second) {
        if (first instanceof LineupEntry.Flex before && second instanceof LineupEntry.Flex after) {
            return sum(before.flex(), after.flex()).map(LineupEntry.Flex::new);
        }
        if (first instanceof LineupEntry.Redirect before
                && second instanceof LineupEntry.Redirect after
                && before.redirect().equals(after.redirect())) {
            return sum(before.duration(), after.duration())
                    .map(sum -> new LineupEntry.Redirect(before.redirect(), sum));
        }
        return !first.programme() && first.equals(second) ? Optional.of(first) : Optional.empty();
    }

    private static Optional<Duration> sum(Duration first, Duration second) {
        return Optional.of(first.plus(second)).filter(sum -> sum.compareTo(LineupEntry.LONGEST) <= 0);
    }
}
