package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tools that repeat programmes. */
final class Copies {
    private Copies() {}

    static List<LineupEntry> replicate(List<LineupEntry> list, int times) {
        int copies = list.isEmpty() ? 0 : Math.clamp(LineupTools.MOST / list.size(), 1, times);
        List<LineupEntry> result = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            result.addAll(list);
        }
        return result;
    }

    static List<LineupEntry> balance(List<LineupEntry> list, LineupTool.Balance balance, LineupLibrary library) {
        Map<String, List<LineupEntry>> shows = new LinkedHashMap<>();
        for (LineupEntry entry : LineupTools.programmes(Removals.deduplicate(list))) {
            shows.computeIfAbsent(library.group(entry), none -> new ArrayList<>())
                    .add(entry);
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        shows.forEach((name, entries) -> shares.put(name, measure(entries, balance, library) / weight(name, balance)));
        double most =
                shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        List<LineupEntry> result = new ArrayList<>();
        shows.forEach((name, entries) -> {
            double share = shares.getOrDefault(name, 0.0);
            long copies = share > 0 ? Math.max(1, Math.round(most / share)) : 1;
            result.addAll(entries);
            for (long i = 1; i < copies && result.size() + entries.size() <= LineupTools.MOST; i++) {
                result.addAll(entries);
            }
        });
        return result;
    }

    private static double measure(List<LineupEntry> entries, LineupTool.Balance balance, LineupLibrary library) {
        return switch (balance.by().orElse(LineupTool.Balance.Measure.DURATION)) {
            case COUNT -> entries.size();
            case DURATION ->
                entries.stream()
                        .map(library::length)
                        .mapToLong(Duration::toMillis)
                        .sum();
        };
    }

    private static int weight(String group, LineupTool.Balance balance) {
        return balance.weights().stream()
                .filter(weight -> weight.show().toLowerCase(Locale.ROOT).equals(group))
                .map(LineupTool.Balance.Weight::weight)
                .findFirst()
                .orElse(1);
    }

    static List<LineupEntry> rerun(List<LineupEntry> list, LineupTool.RerunBlocks blocks, LineupLibrary library) {
        int offset = blocks.start().map(start -> start.toSecondOfDay() / 60).orElse(0) % blocks.minutes();
        LineupEntry mark = new LineupEntry.Mark(blocks.minutes(), offset == 0 ? Optional.empty() : Optional.of(offset));
        List<List<LineupEntry>> divided = divide(list, Duration.ofMinutes(blocks.minutes()), library);
        int size = divided.stream().mapToInt(List::size).sum() + divided.size();
        int times = size == 0 ? 1 : Math.clamp(LineupTools.MOST / size, 1, blocks.times());
        List<LineupEntry> result = new ArrayList<>();
        for (List<LineupEntry> block : divided) {
            for (int i = 0; i < times; i++) {
                result.add(mark);
                result.addAll(block);
            }
        }
        if (!result.isEmpty()) {
            result.add(mark);
        }
        return result;
    }

    /** As many as fit into each block; what the wall clock was asked for before says nothing within one. */
    private static List<List<LineupEntry>> divide(List<LineupEntry> list, Duration length, LineupLibrary library) {
        List<List<LineupEntry>> divided = new ArrayList<>();
        List<LineupEntry> block = new ArrayList<>();
        Duration used = Duration.ZERO;
        for (LineupEntry entry : list) {
            if (!entry.programme() && !(entry instanceof LineupEntry.Flex)) {
                continue;
            }
            Duration after = used.plus(library.length(entry));
            if (!block.isEmpty() && after.compareTo(length) > 0) {
                divided.add(block);
                block = new ArrayList<>();
                after = library.length(entry);
            }
            block.add(entry);
            used = after;
        }
        if (!block.isEmpty()) {
            divided.add(block);
        }
        return divided;
    }
}
