package tv.exstream.server.playout;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * What channels show, made when it is asked for and kept until something that it was made from is another. Safe from any
 * thread, without a lock: two who come at once may both make it, and make it alike.
 */
final class ShownTimelines {
    private final LongFunction<PlayoutTimeline> planned;
    private final Map<Long, Shown> made = new ConcurrentHashMap<>();

    /** @param planned the newest planned timeline of a channel; an empty one where there is none. From any thread */
    ShownTimelines(LongFunction<PlayoutTimeline> planned) {
        this.planned = planned;
    }

    /** The planned timeline itself of a channel that relays nothing. */
    PlayoutTimeline of(long channel) {
        PlayoutTimeline own = planned.apply(channel);
        if (!own.relays()) {
            return own;
        }
        Shown known = made.get(channel);
        if (known == null || !known.isOf(planned)) {
            known = Shown.of(channel, planned);
            made.put(channel, known);
        }
        return known.timeline();
    }

    /** Forgets all other channels. */
    void retain(Set<Long> channels) {
        made.keySet().retainAll(channels);
    }
}
