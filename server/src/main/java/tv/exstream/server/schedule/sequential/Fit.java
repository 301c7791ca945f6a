package tv.exstream.server.schedule.sequential;

import java.util.Optional;

/**
 * What happens where the next item is longer than the time that is left, in this order.
 *
 * @param stopBeforeEnd false: it is aired all the same and runs over
 * @param discards      so many items are passed over to find one that fits
 * @param trim          it is cut
 * @param fallback      the key of what takes the rest: one item, repeated and cut
 * @param offlineTail   the rest is off air; else the next instruction begins at once
 */
public record Fit(boolean stopBeforeEnd, int discards, boolean trim, Optional<String> fallback, boolean offlineTail) {}
