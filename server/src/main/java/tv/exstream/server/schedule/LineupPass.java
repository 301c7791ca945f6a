package tv.exstream.server.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.lineup.Chance;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupItem;
import tv.exstream.server.schedule.lineup.LineupLibrary;
import tv.exstream.server.schedule.lineup.LineupTools;

/** A lineup as it is in one pass: the base of what the library holds, and what the tools made of it. Immutable. */
final class LineupPass {
    private final List<LineupEntry> entries;
    /** Which copy of its programme an entry is, from one. */
    private final int[] copies;

    private final long code;
    private final boolean empty;

    private LineupPass(List<LineupEntry> entries) {
        this.entries = List.copyOf(entries);
        this.copies = new int[entries.size()];
        this.empty = entries.stream().noneMatch(LineupPass::airs);
        Map<LineupEntry, Integer> seen = new HashMap<>();
        long hash = entries.size();
        for (int i = 0; i < entries.size(); i++) {
            copies[i] = seen.merge(entries.get(i), 1, Integer::sum);
            hash = hash * 31 + entries.get(i).code();
        }
        this.code = hash;
    }

    List<LineupEntry> entries() {
        return entries;
    }

    /** Differs where the entries do. */
    long code() {
        return code;
    }

    /** Whether there is nothing in it that takes time. */
    boolean empty() {
        return empty;
    }

    int copy(int index) {
        return copies[index];
    }

    private static boolean airs(LineupEntry entry) {
        return entry.programme() || entry instanceof LineupEntry.Flex;
    }

    /** What the base of a lineup is: the same for all its passes. */
    record Base(List<LineupEntry> entries, Map<Long, Airable> items, Map<Long, LineupItem> facts) {
        static Base of(LineupBase base, Walkers walkers) {
            return switch (base) {
                case LineupBase.Collections collections -> {
                    List<Airable> items = inOrder(walkers.playable(collections.collections()));
                    yield of(
                            items.stream()
                                    .<LineupEntry>map(item -> new LineupEntry.Media(item.mediaId()))
                                    .toList(),
                            items);
                }
                case LineupBase.Entries given -> {
                    Map<Long, Airable> items = new HashMap<>();
                    List<LineupEntry> entries = given.entries().stream()
                            .filter(entry ->
                                    !(entry instanceof LineupEntry.Media media) || known(media.media(), items, walkers))
                            .toList();
                    yield of(entries, inOrder(items.values()));
                }
            };
        }

        private static List<Airable> inOrder(Collection<Airable> items) {
            return items.stream().sorted(Comparator.comparing(Airable::key)).toList();
        }

        private static boolean known(long mediaId, Map<Long, Airable> items, Walkers walkers) {
            if (!items.containsKey(mediaId)) {
                walkers.playable(mediaId).ifPresent(item -> items.put(mediaId, item));
            }
            return items.containsKey(mediaId);
        }

        /** @param inOrder chronological */
        private static Base of(List<LineupEntry> entries, List<Airable> inOrder) {
            Map<Long, Airable> items = new HashMap<>();
            Map<Long, LineupItem> facts = new HashMap<>();
            for (Airable item : inOrder) {
                Facets known = item.facets();
                items.put(item.mediaId(), item);
                facts.put(
                        item.mediaId(),
                        new LineupItem(
                                item.mediaId(),
                                known.name().isEmpty() ? item.title() : known.name(),
                                show(item),
                                facts.size(),
                                !known.show().isEmpty() && known.season() == 0,
                                known.released(),
                                item.airTime()));
            }
            return new Base(entries, items, facts);
        }

        private static String show(Airable item) {
            Facets known = item.facets();
            return !known.show().isEmpty()
                    ? known.show()
                    : known.artist().isEmpty() ? item.key().group() : known.artist();
        }

        LineupLibrary library() {
            return id -> Optional.ofNullable(facts.get(id));
        }
    }

    /**
     * @param use    of the seed: another one for each application of the tools
     * @param before what was aired last before it, which then does not begin it
     */
    static LineupPass of(ScheduleDefinition.Lineup lineup, Base base, long seed, long use, OptionalLong before) {
        List<LineupEntry> entries =
                LineupTools.apply(base.entries(), lineup.tools(), base.library(), chance(seed, use));
        return new LineupPass(before.isPresent() ? seam(entries, before.getAsLong()) : entries);
    }

    static Chance chance(long seed, long use) {
        long part = SplitMix64.hash(seed, use, 0);
        return (of, id) -> SplitMix64.hash(part, of, id);
    }

    /** What was aired last does not come first: it changes places with the next other programme. */
    private static List<LineupEntry> seam(List<LineupEntry> entries, long last) {
        int first = next(entries, 0, entry -> entry instanceof LineupEntry.Media);
        if (first < 0 || entries.get(first).code() != last) {
            return entries;
        }
        int other = next(entries, first + 1, entry -> entry instanceof LineupEntry.Media && entry.code() != last);
        if (other < 0) {
            return entries;
        }
        List<LineupEntry> swapped = new ArrayList<>(entries);
        swapped.set(first, entries.get(other));
        swapped.set(other, entries.get(first));
        return swapped;
    }

    private static int next(List<LineupEntry> entries, int from, Predicate<LineupEntry> wanted) {
        for (int i = from; i < entries.size(); i++) {
            if (wanted.test(entries.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The place behind one copy of a programme, or behind the last one if there are fewer; negative if there is none. */
    int behind(long mediaId, long copy) {
        int found = -1;
        long seen = 0;
        for (int i = 0; i < entries.size() && seen < copy; i++) {
            if (entries.get(i) instanceof LineupEntry.Media media && media.media() == mediaId) {
                found = i + 1;
                seen++;
            }
        }
        return found;
    }
}
