package tv.exstream.server.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.EngineException;

/**
 * Keeps chosen channels on air with nobody watching: those named in the settings, and the most watched ones. Channels on
 * demand are left alone: they stand still with nobody watching.
 */
public final class WarmKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(WarmKeeper.class);

    private final OnAir onAir;
    private final List<ChannelNumber> prewarm;
    private final int mostWatched;
    private final IntFunction<List<ChannelNumber>> ranking;

    /** What the engine was told, and which handle: a channel removed and made again is another one. */
    private final Map<ChannelNumber, ChannelHandle> warm = new HashMap<>();

    private final Set<ChannelNumber> complained = new LinkedHashSet<>();
    /** On demand, and said to be. */
    private final Set<ChannelNumber> leftAlone = new LinkedHashSet<>();

    /**
     * @param prewarm     kept on air always, as far as they exist
     * @param mostWatched so many of the most watched besides, 0: none
     * @param ranking     the most watched channels, at most so many, the first one the most
     */
    public WarmKeeper(
            OnAir onAir, List<ChannelNumber> prewarm, int mostWatched, IntFunction<List<ChannelNumber>> ranking) {
        this.onAir = onAir;
        this.prewarm = List.copyOf(prewarm);
        this.mostWatched = mostWatched;
        this.ranking = ranking;
    }

    /** Looks at once and then now and then, not on the timer's thread: a channel that starts may take a moment. */
    public void follow(ScheduledExecutorService timer, Duration interval) {
        if (prewarm.isEmpty() && mostWatched == 0) {
            return;
        }
        var unused = timer.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("warm-keeper").start(this::keepLogged),
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void keepLogged() {
        try {
            keep();
        } catch (RuntimeException e) {
            LOG.warn("Channels could not be kept warm: {}", e.getMessage());
        }
    }

    /** Brings the engine in step with what is wanted now. What it was told before is not told again. */
    synchronized void keep() {
        Set<ChannelNumber> wanted = wanted();
        for (ChannelNumber number : new ArrayList<>(warm.keySet())) {
            if (!wanted.contains(number)) {
                cool(number);
            }
        }
        for (ChannelNumber number : wanted) {
            Optional<ChannelHandle> handle = onAir.channel(number);
            if (handle.isEmpty()) {
                warm.remove(number);
            } else if (warm.get(number) != handle.get()) {
                heat(number, handle.get());
            }
        }
    }

    private Set<ChannelNumber> wanted() {
        Set<ChannelNumber> wanted = new LinkedHashSet<>(prewarm);
        if (mostWatched > 0) {
            wanted.addAll(ranking.apply(mostWatched));
        }
        Set<ChannelNumber> onDemand = new LinkedHashSet<>(wanted);
        onDemand.removeIf(number -> !onAir.onDemand(number));
        onDemand.stream()
                .filter(leftAlone::add)
                .forEach(number -> LOG.info("channel {} is on demand, so it is not kept warm", number));
        leftAlone.retainAll(onDemand);
        wanted.removeAll(onDemand);
        return wanted;
    }

    private void heat(ChannelNumber number, ChannelHandle handle) {
        try {
            handle.keepWarm(true);
            warm.put(number, handle);
            complained.remove(number);
            LOG.info("channel {} is kept warm", number);
        } catch (EngineException e) {
            if (complained.add(number)) {
                LOG.warn("Channel {} cannot be kept warm now: {}", number, e.getMessage());
            }
        }
    }

    private void cool(ChannelNumber number) {
        ChannelHandle handle = warm.remove(number);
        if (handle != null) {
            handle.keepWarm(false);
            LOG.info("channel {} is not kept warm any more", number);
        }
    }
}
