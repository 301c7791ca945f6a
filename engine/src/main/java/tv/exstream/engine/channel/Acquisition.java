package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.Programme;
import tv.exstream.engine.RecoveryPolicy;
import tv.exstream.engine.source.ProgrammeSource;

/**
 * Gets one programme's source, however often that fails: attempts follow each other with growing pauses, one that gets no
 * answer is joined by another (a server that is back answers new connections, not old ones), and after too many the
 * source is given up for this programme. Of the source thread, but for {@link #cancel}.
 */
final class Acquisition {
    private static final Logger log = LoggerFactory.getLogger(Acquisition.class);
    /** The first attempt is let live to its deadline; of the later ones the newest. */
    private static final int MAX_PENDING = 5;
    /** Attempts that hang in the kernel count, too: beyond this nothing is opened until one returns. */
    private static final int MAX_OUTSTANDING = 8;
    /** A first attempt is given so much longer before another one joins it. */
    private static final int FIRST_PATIENCE = 3;
    /** A source that has answered is only slow. */
    private static final int ANSWERED_PATIENCE = 6;

    private static final Duration LONGEST_FORESIGHT = Duration.ofSeconds(2);
    private static final Duration BEYOND_DEADLINE = Duration.ofSeconds(2);

    private final ChannelContext context;
    private final Programme programme;
    private final boolean file;
    private final Thread owner = Thread.currentThread();
    private final AtomicInteger outstanding;
    private final List<Opening> pending = new ArrayList<>();
    private volatile @Nullable Opening active;
    private Opening.@Nullable Refused refused;
    private @Nullable String told;
    private int failures;
    private long nextNanos = System.nanoTime();
    private boolean skipped;
    private Duration lastOpening = Duration.ZERO;
    private Duration length = Duration.ZERO;

    /** @param outstanding of all openings of the channel */
    Acquisition(ChannelContext context, Programme programme, AtomicInteger outstanding) {
        this.context = context;
        this.programme = programme;
        this.outstanding = outstanding;
        file = programme.source().orElseThrow() instanceof MediaSource.File;
    }

    /** Makes an opening that was begun earlier the first attempt. */
    void adopt(Opening opening) {
        synchronized (pending) {
            pending.add(opening);
        }
    }

    Opening begin(Duration position) {
        outstanding.incrementAndGet();
        return new Opening(programme, position, context.opener(), context.threads(), refused, () -> {
            outstanding.decrementAndGet();
            LockSupport.unpark(owner);
        });
    }

    /** The opened source if there is one by now, at or before {@code position}; it is the caller's. */
    @Nullable
    ProgrammeSource poll(Duration position) {
        long now = System.nanoTime();
        for (int i = 0; i < pending.size(); i++) {
            Opening opening = pending.get(i);
            if (opening.done()) {
                remove(i--);
                try {
                    return won(opening, opening.await());
                } catch (RuntimeException e) {
                    failed(e, opening.look());
                }
            }
        }
        if (skipped) {
            return null;
        }
        if (pending.isEmpty()) {
            if (now - nextNanos >= 0) {
                start(position);
            }
        } else {
            lookAfter(position, now);
        }
        return null;
    }

    /** The first attempt's source. @throws EngineException when there is none */
    ProgrammeSource first(Duration position) {
        Opening opening = pending.isEmpty() ? begin(position) : pending.removeFirst();
        active = opening;
        return opening.await();
    }

    private void start(Duration position) {
        if (outstanding.get() < MAX_OUTSTANDING) {
            Opening opening = begin(position);
            synchronized (pending) {
                pending.add(opening);
            }
        }
    }

    private void lookAfter(Duration position, long now) {
        RecoveryPolicy policy = context.recovery();
        Opening oldest = pending.getFirst();
        Duration limit = context.openDeadline().plus(BEYOND_DEADLINE);
        if (now - oldest.startedNanos() > limit.toNanos()) {
            remove(0);
            oldest.discard(); // it hangs where no deadline reaches it
            failed(new EngineException(Kind.TIMEOUT, "opening it does not return"), Optional.empty());
            return;
        }
        Opening newest = pending.getLast();
        int times = newest.answered() ? ANSWERED_PATIENCE : failures == 0 ? FIRST_PATIENCE : 1;
        long patience = policy.maxBackoff().toNanos() * times;
        if (file || now - newest.startedNanos() <= patience) {
            return;
        }
        if (pending.size() >= MAX_PENDING) {
            remove(1).discard();
        }
        failed(new EngineException(Kind.TIMEOUT, "it does not answer"), Optional.empty());
        if (!skipped) {
            start(position);
        }
    }

    private Opening remove(int index) {
        synchronized (pending) {
            return pending.remove(index);
        }
    }

    /** How long an opening takes by experience: the position to open at moves on meanwhile. */
    Duration foresight() {
        return failures == 0 ? Duration.ZERO : lastOpening;
    }

    private ProgrammeSource won(Opening opening, ProgrammeSource source) {
        Duration took = Duration.ofNanos(System.nanoTime() - opening.startedNanos());
        lastOpening = took.compareTo(LONGEST_FORESIGHT) > 0 ? LONGEST_FORESIGHT : took;
        active = opening;
        discardPending();
        if (failures > 0) {
            context.counters().reopens.increment();
            log.info("{}: '{}' is open again after {} failures", context.label(), programme.title(), failures);
        }
        return source;
    }

    /** The source opened last has gone on for a while: what failed before is history. */
    void settled() {
        failures = 0;
        told = null;
    }

    /** The source in use broke, or ended before it should have. */
    void broke(RuntimeException e) {
        Opening opening = active;
        active = null;
        failed(e, opening == null ? Optional.empty() : opening.look());
    }

    /** The file was over before its programme: more may be written to it, so it is watched; that is no fault. */
    void overEarly() {
        Opening opening = active;
        active = null;
        EngineException over = new EngineException(Kind.UNAVAILABLE, FaultClass.ENDED, "it is over");
        if (opening != null && opening.look().isPresent()) {
            refused = new Opening.Refused(opening.look().get(), over, false);
        }
        failures = Math.max(failures, 1);
        nextNanos = System.nanoTime() + context.recovery().maxBackoff().toNanos();
    }

    /** A file that changes is opened again. */
    boolean watches() {
        return file;
    }

    /** The longest length the source was ever announced with: a file that was cut since says less. Zero: none. */
    Duration longest(Optional<Duration> announced) {
        if (announced.isPresent() && announced.get().compareTo(length) > 0) {
            length = announced.get();
        }
        return length;
    }

    private void failed(RuntimeException e, Optional<FileLook> look) {
        EngineException failure =
                e instanceof EngineException known ? known : new EngineException(Kind.INTERNAL, String.valueOf(e), e);
        RecoveryPolicy policy = context.recovery();
        Opening.Refused before = refused;
        boolean unchanged = before != null && before.failure() == failure;
        if (before != null && unchanged && !before.fault()) {
            nextNanos = System.nanoTime() + policy.maxBackoff().toNanos(); // still over, still no fault
            return;
        }
        failures++;
        if (!unchanged) {
            context.counters().sourceFailures.increment();
            context.counters().fault(failure.fault());
            tell(failure);
            refused = look.filter(l -> onlyAChangeHeals(failure.fault(), l))
                    .map(l -> new Opening.Refused(l, failure, true))
                    .orElse(null);
        }
        Duration pause = policy.backoff(failures, ThreadLocalRandom.current().nextDouble());
        if (failures >= policy.maxAttempts()) {
            pause = policy.rest();
            if (file) {
                skip(failure);
            }
        }
        nextNanos = System.nanoTime() + pause.toNanos();
    }

    private void tell(EngineException failure) {
        String message = failure.fault() + " '" + programme.title() + "': " + failure.getMessage();
        if (!message.equals(told)) {
            told = message;
            context.faults().report(failure.fault().name(), message);
        }
    }

    private static boolean onlyAChangeHeals(FaultClass fault, FileLook look) {
        return switch (fault) {
            case MALFORMED, UNSUPPORTED, ENDED -> true;
            case NOT_FOUND -> !look.there();
            default -> false;
        };
    }

    private void skip(EngineException failure) {
        skipped = true;
        context.counters().skippedItems.increment();
        context.faults()
                .report(
                        "skipped",
                        "'" + programme.title() + "' is skipped until " + programme.finish() + " after " + failures
                                + " failures, the last: " + failure.getMessage());
    }

    /** Given up for this programme. */
    boolean skipped() {
        return skipped;
    }

    /** Failures in a row so far. */
    int failures() {
        return failures;
    }

    private void discardPending() {
        synchronized (pending) {
            pending.forEach(Opening::discard);
            pending.clear();
        }
    }

    /** Begins anew, with the newest opener. */
    void restart() {
        discardPending();
        nextNanos = System.nanoTime();
    }

    /** Ends a blocking step of the source in use and of the attempts under way. Any thread. */
    void cancel() {
        Opening current = active;
        if (current != null) {
            current.cancel();
        }
        synchronized (pending) {
            pending.forEach(Opening::cancel);
        }
    }

    /**
     * Gives up what is under way; the source handed out is its taker's.
     *
     * @param patience how long to wait for the end of what is given up
     */
    void close(Duration patience) {
        active = null;
        List<Opening> given = List.copyOf(pending);
        discardPending();
        if (!patience.isZero()) {
            given.forEach(opening -> opening.awaitEnd(patience));
        }
    }
}
