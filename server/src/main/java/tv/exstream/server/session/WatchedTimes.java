package tv.exstream.server.session;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.store.Database;

/**
 * How long each channel was watched, by day, over restarts. Counted in memory and written seldom. Safe from any thread.
 */
public final class WatchedTimes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedTimes.class);
    private static final Duration WRITE_EVERY = Duration.ofMinutes(10);
    private static final int KEPT_DAYS = 30;

    private final Database database;
    private final ChannelCatalog catalog;
    private final Clock clock;
    /** By the channel's key; not written yet. */
    private final Map<Long, Long> unwrittenMillis = new HashMap<>();

    public WatchedTimes(Database database, ChannelCatalog catalog, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.clock = clock;
    }

    public void writeRegularly(ScheduledExecutorService timer) {
        long millis = WRITE_EVERY.toMillis();
        var unused = timer.scheduleWithFixedDelay(this::writeLogged, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** So long was a channel watched by somebody just now. */
    public void add(ChannelNumber number, Duration watched) {
        Optional<Channel> channel = catalog.channel(number);
        synchronized (unwrittenMillis) {
            channel.ifPresent(c -> unwrittenMillis.merge(c.id(), watched.toMillis(), Long::sum));
        }
    }

    /** Channels there are, the most watched of the last {@code days} days first; those never watched are not among them. */
    public List<ChannelNumber> mostWatched(int most, int days) {
        write();
        Map<Long, ChannelNumber> numbers = new HashMap<>();
        catalog.channels().forEach(channel -> numbers.put(channel.id(), channel.number()));
        // channels that are listed no more are stepped over, so more are asked for than wanted
        return database
                .reads()
                .withExtension(WatchedTimeDao.class, dao -> dao.mostWatched(today() - days + 1, Integer.MAX_VALUE))
                .stream()
                .flatMap(id -> Optional.ofNullable(numbers.get(id)).stream())
                .limit(most)
                .toList();
    }

    /** Writes what was counted since the last time, if anything was. */
    void write() {
        Map<Long, Long> batch;
        synchronized (unwrittenMillis) {
            if (unwrittenMillis.isEmpty()) {
                return;
            }
            batch = Map.copyOf(unwrittenMillis);
            unwrittenMillis.clear();
        }
        long day = today();
        database.writes().useTransaction(handle -> {
            WatchedTimeDao dao = handle.attach(WatchedTimeDao.class);
            batch.forEach((id, millis) -> dao.add(id, day, millis));
            dao.prune(day - KEPT_DAYS);
        });
    }

    private void writeLogged() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.warn("What was watched could not be written: {}", e.getMessage());
        }
    }

    private long today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    /** Writes the rest. */
    @Override
    public void close() {
        writeLogged();
    }
}
