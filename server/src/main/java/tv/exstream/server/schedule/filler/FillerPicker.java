package tv.exstream.server.schedule.filler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.draw.Walker;
import tv.exstream.server.schedule.draw.Walkers;

/**
 * Chooses filler. Marks: {@code filler} counts the choices, {@code pool/<draw>} is when something was last taken from a
 * pool, {@code cooling/<media id>} until when an item is not taken again.
 */
public final class FillerPicker {
    private static final String CHOICES = "filler";
    private static final String POOL = "pool/";
    private static final String COOLING = "cooling/";
    /** So many items are tried for one that fits; what does not fit waits for its next turn. */
    private static final int TRIES = 200;

    private final Memory memory;
    private final Walkers walkers;

    /** @param memory where it keeps what was aired when */
    public FillerPicker(Memory memory, Walkers walkers) {
        this.memory = memory;
        this.walkers = walkers;
    }

    /** Takes the next item that plays no longer than {@code room} milliseconds; empty if there is none. */
    public Optional<Airable> fitting(Filler filler, long at, long room) {
        for (Filler.Pool pool : byChance(filler, at)) {
            Walker walker = walkers.of(pool.draw());
            if (walker.size() == 0 || walker.shortestMillis() > room) {
                continue;
            }
            int tries = Math.min(TRIES, 2 * walker.size());
            for (int i = 0; i < tries; i++) {
                Airable item = walker.peek();
                walker.advance();
                if (item.airMillis() <= room && !cooling(pool, item, at)) {
                    took(pool, item, at);
                    return Optional.of(item);
                }
            }
        }
        return Optional.empty();
    }

    /** Takes the next item whatever its length; never refuses for a cooldown, because dead air would be worse. */
    public Optional<Airable> any(Filler filler, long at) {
        List<Filler.Pool> pools = new ArrayList<>(byChance(filler, at));
        filler.pools().stream().filter(pool -> !pools.contains(pool)).forEach(pools::add);
        for (Filler.Pool pool : pools) {
            Walker walker = walkers.of(pool.draw());
            if (walker.size() > 0) {
                Airable item = walker.peek();
                walker.advance();
                took(pool, item, at);
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** From {@code least} to {@code most}, evenly. */
    public int between(int least, int most) {
        long choice = memory.count(CHOICES);
        return least + (int) Long.remainderUnsigned(SplitMix64.hash(memory.seed(), choice, most), 1L + most - least);
    }

    /** Pools that are not cooling, in an order drawn by their weights. */
    private List<Filler.Pool> byChance(Filler filler, long at) {
        List<Filler.Pool> left = new ArrayList<>();
        for (Filler.Pool pool : filler.pools()) {
            long since = memory.mark(POOL + pool.draw().key(), Long.MIN_VALUE / 2);
            if (at - since >= pool.cooldown().map(Duration::toMillis).orElse(0L)) {
                left.add(pool);
            }
        }
        if (left.size() < 2) {
            return left;
        }
        List<Filler.Pool> drawn = new ArrayList<>();
        while (!left.isEmpty()) {
            int total = left.stream().mapToInt(pool -> pool.weight().orElse(1)).sum();
            int ticket = between(0, total - 1);
            int index = 0;
            while (ticket >= left.get(index).weight().orElse(1)) {
                ticket -= left.get(index).weight().orElse(1);
                index++;
            }
            drawn.add(left.remove(index));
        }
        return drawn;
    }

    private boolean cooling(Filler.Pool pool, Airable item, long at) {
        return pool.itemCooldown().isPresent() && at < memory.mark(COOLING + item.mediaId(), Long.MIN_VALUE);
    }

    private void took(Filler.Pool pool, Airable item, long at) {
        if (pool.cooldown().isPresent()) {
            memory.set(POOL + pool.draw().key(), at);
        }
        pool.itemCooldown().ifPresent(cooldown -> {
            // What has cooled off is forgotten, so that the state stays small.
            memory.forget(COOLING, (name, until) -> until <= at);
            memory.set(COOLING + item.mediaId(), at + item.airMillis() + cooldown.toMillis());
        });
    }
}
