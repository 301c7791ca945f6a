package tv.exstream.server.schedule.draw;

import java.util.Comparator;

/**
 * Where an item stands in an order of playback. A cursor remembers the key of what was aired last, not an index, so
 * that items may be added and removed around it: the next item is the first one with a greater key.
 *
 * @param rank   compared first, as an unsigned number; zero in chronological order
 * @param group  name of the show, empty for anything else
 * @param first  season, or year
 * @param second episode, or day of the year
 * @param name   title or file name
 * @param id     the library's key, so that no two items are equal
 */
public record OrderKey(long rank, String group, int first, int second, String name, long id)
        implements Comparable<OrderKey> {
    private static final Comparator<OrderKey> ORDER = ((Comparator<OrderKey>)
                    (a, b) -> Long.compareUnsigned(a.rank, b.rank))
            .thenComparing(OrderKey::group)
            .thenComparingInt(OrderKey::first)
            .thenComparingInt(OrderKey::second)
            .thenComparing(OrderKey::name)
            .thenComparingLong(OrderKey::id);

    public static OrderKey chronological(String group, int first, int second, String name, long id) {
        return new OrderKey(0, group, first, second, name, id);
    }

    static OrderKey shuffled(long rank, long id) {
        return new OrderKey(rank, "", 0, 0, "", id);
    }

    @Override
    public int compareTo(OrderKey other) {
        return ORDER.compare(this, other);
    }
}
