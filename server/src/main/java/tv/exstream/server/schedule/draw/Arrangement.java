package tv.exstream.server.schedule.draw;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where an item stands in a pass. */
interface Arrangement {
    /** An item's place depends on the item, the pass and the seed, and on no other item where that is possible. */
    OrderKey place(Airable item, long pass);

    /** Whether every pass has an order of its own. */
    default boolean shuffled() {
        return false;
    }

    /** Whether places of one rank must not be parted. */
    default boolean units() {
        return false;
    }

    /** Whether an item's place depends on the others', so that what was aired last is found by its id if it is there. */
    default boolean listed() {
        return false;
    }

    /** @param items as the source lists them */
    static Arrangement of(PlaybackOrder order, long seed, List<Airable> items) {
        return switch (order) {
            case SHUFFLE -> new Shuffled(seed, Map.of());
            case MULTI_EPISODE_SHUFFLE -> new Shuffled(seed, Stories.partsOf(items));
            case SEASON_EPISODE ->
                (item, pass) -> {
                    Facets facets = item.facets();
                    int season = facets.season() == 0 ? Integer.MAX_VALUE : facets.season();
                    return new OrderKey(
                            0, "", season, facets.episode(), item.key().group(), item.mediaId());
                };
            case RELEASE_DATE ->
                (item, pass) -> new OrderKey(
                        item.facets()
                                .released()
                                .map(day -> day.toEpochDay() - Integer.MIN_VALUE)
                                .orElse(Long.MAX_VALUE),
                        item.key().group(),
                        item.key().first(),
                        item.key().second(),
                        item.key().name(),
                        item.mediaId());
            case ALPHABETICAL ->
                (item, pass) -> new OrderKey(
                        0,
                        "",
                        0,
                        0,
                        item.facets().name().toLowerCase(Locale.ROOT)
                                + '\0'
                                + item.key().name(),
                        item.mediaId());
            case CUSTOM -> listed(items);
            case CHRONOLOGICAL, RANDOM, SHUFFLE_IN_ORDER, RANDOM_ROTATION, MARATHON -> (item, pass) -> item.key();
        };
    }

    private static Arrangement listed(List<Airable> items) {
        Map<Long, Integer> index = new HashMap<>();
        for (Airable item : items) {
            index.putIfAbsent(item.mediaId(), index.size());
        }
        return new Listed(index);
    }

    /** @param index by media id */
    record Listed(Map<Long, Integer> index) implements Arrangement {
        @Override
        public OrderKey place(Airable item, long pass) {
            return OrderKey.shuffled(index.getOrDefault(item.mediaId(), index.size()), item.mediaId());
        }

        @Override
        public boolean listed() {
            return true;
        }
    }

    /** @param stories the part that an item is of a story, by media id; empty where items stand alone */
    record Shuffled(long seed, Map<Long, Stories.Part> stories) implements Arrangement {
        @Override
        public OrderKey place(Airable item, long pass) {
            Stories.Part part = stories.getOrDefault(item.mediaId(), new Stories.Part(item.mediaId(), 0));
            long rank = SplitMix64.hash(seed, pass, part.first());
            return new OrderKey(rank, "", part.number(), 0, "", item.mediaId());
        }

        @Override
        public boolean shuffled() {
            return true;
        }

        @Override
        public boolean units() {
            return !stories.isEmpty();
        }
    }
}
