package tv.exstream.server.schedule.draw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes walkers, one per position. Not thread-safe; lives for one plan. */
public final class Walkers {
    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;

    private final ScheduleLibrary library;
    private final Memory memory;
    private final Warnings warnings;
    private final Map<String, Walker> walkers = new HashMap<>();

    /** @param memory where positions are kept: walkers move them there */
    public Walkers(ScheduleLibrary library, Memory memory, Warnings warnings) {
        this.library = library;
        this.memory = memory;
        this.warnings = warnings;
    }

    /** What is drawn from. */
    public ScheduleLibrary library() {
        return library;
    }

    /** A walker over what can be played; where that is nothing its size is zero and a warning has been given. */
    public Walker of(Draw draw) {
        return at(draw, draw.key());
    }

    /** As {@link #of}, but an order with a beginning that nothing is remembered of begins at a place the seed says. */
    public Walker anywhere(Draw draw) {
        Walker walker = of(draw);
        boolean begins = draw.order().begins() && !(draw.from() instanceof ContentSource.Playlist);
        if (begins && walker.size() > 1 && memory.cursor(draw.key()).isEmpty()) {
            long chance = SplitMix64.hash(memory.seed(), -1, number(draw.key()));
            for (long i = Long.remainderUnsigned(chance, walker.size()); i > 0; i--) {
                walker.advance();
            }
        }
        return walker;
    }

    /** A walker with a position other than the draw's own. */
    public Walker at(Draw draw, String key) {
        Walker known = walkers.get(key);
        if (known != null) {
            return known;
        }
        Walker made = make(draw, key);
        walkers.put(key, made);
        return made;
    }

    /** Makes the position {@code to} the one that {@code from} is. */
    public void move(String from, String to) {
        memory.copyPosition(from, to);
        walkers.keySet().removeIf(key -> Memory.belongs(key, to));
    }

    /** After the memory has been taken back to what it was. */
    public void rewind() {
        walkers.values().forEach(Walker::rewind);
    }

    /** An item of what is drawn from, by its media id, if it is there and can be played. */
    public Optional<Airable> item(Draw draw, long mediaId) {
        return find(draw.from(), new HashMap<>()).stream()
                .filter(item -> item.mediaId() == mediaId)
                .findFirst();
    }

    /** What can be played of some collections, each item once, in their order; warns of what cannot. */
    public List<Airable> playable(List<Long> collections) {
        return find(new ContentSource.Several(collections), new HashMap<>());
    }

    /** An item by its key, if it can be played; warns if it cannot. */
    public Optional<Airable> playable(long mediaId) {
        Optional<Airable> item = library.item(mediaId).filter(Airable::playable);
        if (item.isEmpty()) {
            warnings.add(
                    "media " + mediaId + " is not in the library or cannot be played: it is left out until it can");
        }
        return item;
    }

    private Walker make(Draw draw, String key) {
        if (draw.from() instanceof ContentSource.Playlist playlist) {
            List<PlaylistWalker.Entry> entries = new ArrayList<>();
            for (int i = 0; i < playlist.playlist().size(); i++) {
                ContentSource.Entry entry = playlist.playlist().get(i);
                // Each entry has its own place in what it plays, however often that occurs.
                entries.add(new PlaylistWalker.Entry(at(entry.draw(), key + "#" + i), entry.count()));
            }
            return new PlaylistWalker(entries, memory, key);
        }
        Map<Long, Long> collectionOf = new HashMap<>();
        List<Airable> items = find(draw.from(), collectionOf);
        long seed = draw.cursor().map(name -> memory.seed() ^ number(name)).orElse(memory.seed());
        Grouping grouping = draw.grouping().orElse(Grouping.BY_SHOW);
        return switch (draw.order()) {
            case RANDOM -> new RandomWalker(items, seed, memory, key);
            case SHUFFLE_IN_ORDER -> new BalancedWalker(groups(items, collectionOf, grouping), seed, memory, key);
            case MARATHON -> new TurnWalker(groups(items, collectionOf, grouping), grouping, seed, memory, key);
            case RANDOM_ROTATION -> {
                Grouping turns = new Grouping(grouping.by(), true, grouping.shuffleItems(), 1);
                yield new TurnWalker(groups(items, collectionOf, grouping), turns, seed, memory, key);
            }
            case CHRONOLOGICAL, SHUFFLE, SEASON_EPISODE, RELEASE_DATE, ALPHABETICAL, CUSTOM, MULTI_EPISODE_SHUFFLE ->
                new PassWalker(items, Arrangement.of(draw.order(), seed, items), memory, key, Cursor.START);
        };
    }

    /** Playable items in the order of the source; notes the collection each was first found in. */
    private List<Airable> find(ContentSource source, Map<Long, Long> collectionOf) {
        List<Long> collections = switch (source) {
            case ContentSource.OneCollection one -> List.of(one.collection());
            case ContentSource.Several several -> several.collections();
            case ContentSource.Playlist playlist -> List.of();
            case ContentSource.Channel channel -> List.of();
        };
        List<Airable> found = new ArrayList<>();
        for (long collection : collections) {
            List<Airable> all = library.items(collection);
            int skipped = 0;
            for (Airable item : all) {
                if (!item.playable()) {
                    skipped++;
                } else if (collectionOf.putIfAbsent(item.mediaId(), collection) == null) {
                    found.add(item);
                }
            }
            if (skipped == all.size()) {
                warnings.add(
                        "collection " + collection + " holds nothing that can be played: it is left out until it does");
            } else if (skipped > 0) {
                warnings.add(skipped + " of " + all.size() + " items are skipped: files of collection " + collection
                        + " are missing or play for less than a second");
            }
        }
        return found;
    }

    private static SortedMap<String, List<Airable>> groups(
            List<Airable> items, Map<Long, Long> collectionOf, Grouping grouping) {
        SortedMap<String, List<Airable>> groups = new TreeMap<>();
        for (Airable item : items) {
            String name = grouping.by().nameOf(item, collectionOf.getOrDefault(item.mediaId(), 0L));
            groups.computeIfAbsent(name, none -> new ArrayList<>()).add(item);
        }
        return groups;
    }

    /** FNV-1a of a name: a number for it that is the same on every machine; positive. */
    public static long number(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return Math.max(1, hash & Long.MAX_VALUE);
    }
}
