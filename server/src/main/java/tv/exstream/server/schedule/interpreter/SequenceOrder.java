package tv.exstream.server.schedule.interpreter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.draw.Walkers;

/** The order of a sequence's items after so many shuffles. */
final class SequenceOrder {
    private SequenceOrder() {}

    /** As written before the first shuffle; after each, another one that does not begin with the item that was the last. */
    static <T> List<T> of(List<T> items, String key, long seed, long shuffles) {
        // Of two items only one order does not begin with the last one: the one that they have.
        if (shuffles == 0 || items.size() < 3) {
            return items;
        }
        List<Integer> order = order(items.size(), key, seed, shuffles);
        int last = shuffles == 1
                ? items.size() - 1
                : order(items.size(), key, seed, shuffles - 1).getLast();
        if (order.getFirst() == last) {
            Collections.swap(order, 0, 1);
        }
        return order.stream().map(items::get).toList();
    }

    /** Its last item is that of the finished order, too, for only the first two ever change places. */
    private static List<Integer> order(int size, String key, long seed, long shuffles) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        long own = seed ^ Walkers.number(key);
        order.sort(Comparator.comparing((Integer i) -> SplitMix64.hash(own, shuffles, i), Long::compareUnsigned));
        return order;
    }
}
