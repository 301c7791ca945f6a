package tv.exstream.server.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;

/**
 * The tuners our HDHomeRun has. A stream takes one for its whole life; a controller may lock one for a while. Safe from
 * any thread.
 */
public final class TunerPool {
    /** A lock whose controller went away must not take the tuner from everybody. */
    private static final Duration LOCK_LIFE = Duration.ofSeconds(60);

    private final Clock clock;
    private final @Nullable Use[] uses;

    /** @param count 1 to 64 */
    public TunerPool(int count, Clock clock) {
        if (count < 1 || count > 64) {
            throw new IllegalArgumentException("an HDHomeRun has 1 to 64 tuners, not " + count);
        }
        this.clock = clock;
        this.uses = new Use[count];
    }

    /**
     * What a tuner is used for.
     *
     * @param channel    empty for a controller's lock
     * @param address    of the peer
     * @param until      when a lock ends by itself, empty for a stream
     * @param bytesSoFar delivered to the peer
     */
    public record Use(
            Optional<ChannelNumber> channel,
            String address,
            Instant since,
            Optional<Instant> until,
            LongSupplier bytesSoFar) {}

    public int count() {
        return uses.length;
    }

    /** The first free tuner, empty when all are taken. */
    public synchronized Optional<Lease> takeAny(ChannelNumber channel, String address) {
        for (int tuner = 0; tuner < uses.length; tuner++) {
            Optional<Lease> lease = take(tuner, channel, address);
            if (lease.isPresent()) {
                return lease;
            }
        }
        return Optional.empty();
    }

    /** That tuner, empty when it is taken. */
    public synchronized Optional<Lease> take(int tuner, ChannelNumber channel, String address) {
        if (use(tuner).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Lease(
                tuner, put(tuner, new Use(Optional.of(channel), address, clock.instant(), Optional.empty(), () -> 0))));
    }

    /** Locks a free tuner, or renews the lock of the same peer; false when somebody else has it. Ends after a minute. */
    public synchronized boolean lock(int tuner, String address) {
        Optional<Use> now = use(tuner);
        boolean ours = now.filter(u -> u.until().isPresent() && u.address().equals(address))
                .isPresent();
        if (now.isPresent() && !ours) {
            return false;
        }
        Instant start = clock.instant();
        put(tuner, new Use(Optional.empty(), address, start, Optional.of(start.plus(LOCK_LIFE)), () -> 0));
        return true;
    }

    /** Ends a lock of this peer; a stream or another peer's lock stays. */
    public synchronized void unlock(int tuner, String address) {
        use(tuner)
                .filter(u -> u.until().isPresent() && u.address().equals(address))
                .ifPresent(u -> uses[tuner] = null);
    }

    /** Empty when the tuner is free. */
    public synchronized Optional<Use> use(int tuner) {
        Use use = uses[tuner];
        if (use != null
                && use.until().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            uses[tuner] = null;
            return Optional.empty();
        }
        return Optional.ofNullable(use);
    }

    public synchronized List<Optional<Use>> uses() {
        List<Optional<Use>> all = new ArrayList<>();
        for (int tuner = 0; tuner < uses.length; tuner++) {
            all.add(use(tuner));
        }
        return all;
    }

    synchronized boolean allTaken() {
        return uses().stream().allMatch(Optional::isPresent);
    }

    private Use put(int tuner, Use use) {
        uses[tuner] = use;
        return use;
    }

    /** A tuner taken by one stream. */
    public final class Lease implements AutoCloseable {
        private final int tuner;
        private final AtomicBoolean closed = new AtomicBoolean();
        private Use use;

        private Lease(int tuner, Use use) {
            this.tuner = tuner;
            this.use = use;
        }

        public int tuner() {
            return tuner;
        }

        /** Tells how many bytes the stream has delivered, for the tuner's status. */
        public void metered(LongSupplier bytesSoFar) {
            synchronized (TunerPool.this) {
                if (!closed.get()) {
                    use = put(tuner, new Use(use.channel(), use.address(), use.since(), use.until(), bytesSoFar));
                }
            }
        }

        /** Frees the tuner. Idempotent. */
        @Override
        public void close() {
            synchronized (TunerPool.this) {
                if (closed.compareAndSet(false, true)) {
                    uses[tuner] = null;
                }
            }
        }
    }
}
