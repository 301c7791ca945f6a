package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.schedule.Plan;
import tv.exstream.server.schedule.ScheduleLibrary;
import tv.exstream.server.schedule.ScheduleState;
import tv.exstream.server.schedule.ScheduledItem;
import tv.exstream.server.store.Database;

/**
 * Keeps every listed channel's playout ahead of the clock: materialises it from the channel's definition, its state and
 * the library, stores it, and serves it from memory.
 *
 * <p>Reads are safe from any thread, take no lock and touch no database. Builds happen in {@link #tick}, one at a time:
 * in the background once a minute, and on the thread that changed a channel or calls {@link #tick} after a scan. When a
 * definition or what it draws from changes, the future is built anew; what is on air, and what starts within the guard
 * time, stays. A build that cannot be stored changes nothing and is tried again at the next tick.
 */
public final class PlayoutService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlayoutService.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration PRUNE_PERIOD = Duration.ofHours(1);

    private final Database database;
    private final ChannelService channels;
    private final CollectionService collections;
    private final MediaCatalog catalog;
    private final InstantSource clock;
    private final PlayoutSettings settings;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("playout").daemon(true).factory());
    private final Map<Long, ChannelPlayout> playouts = new ConcurrentHashMap<>();
    // Beginning at the wall clock: a restarted server does not repeat the revisions it gave before.
    private final AtomicLong revision = new AtomicLong(System.currentTimeMillis());
    // The building thread's, guarded by this.
    private long newestId;
    private long builtCatalog = -1;
    private long builtChannels = -1;
    private Instant pruned = Instant.EPOCH;
    private boolean closed;

    /** Nothing is loaded or built before the first {@link #tick}; from construction on, changed channels are followed. */
    public PlayoutService(
            Database database,
            ChannelService channels,
            CollectionService collections,
            MediaCatalog catalog,
            InstantSource clock,
            PlayoutSettings settings) {
        this.database = database;
        this.channels = channels;
        this.collections = collections;
        this.catalog = catalog;
        this.clock = clock;
        this.settings = settings;
        this.newestId = database.reads().withExtension(PlayoutDao.class, PlayoutDao::newestId);
        channels.onChange(this::tick);
    }

    /** Builds what is missing, then goes on in the background. */
    public void start() {
        tick();
        ScheduledFuture<?> unused = background.scheduleWithFixedDelay(
                this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * What a channel shows when; follows the channel through renumbering and changes. Off air for a channel that does not
     * exist. Answers in microseconds from any thread.
     */
    public Playout playoutFor(ChannelNumber number) {
        long id = channels.channel(number).map(Channel::id).orElse(-1L);
        return instant -> {
            ChannelPlayout playout = playouts.get(id);
            return playout == null ? offAir(instant) : playout.programmeAt(instant);
        };
    }

    private static Programme offAir(Instant instant) {
        Instant cell = ChannelPlayout.cellOf(instant);
        return Programme.offline(cell, cell.plus(ChannelPlayout.OFFLINE_CELL));
    }

    /** Empty for a channel that is not listed; an empty timeline for one that has not been built yet. */
    public Optional<PlayoutTimeline> timeline(ChannelNumber number) {
        return channels.channel(number)
                .map(channel -> Optional.ofNullable(playouts.get(channel.id()))
                        .map(ChannelPlayout::timeline)
                        .orElse(PlayoutTimeline.EMPTY));
    }

    /** What a person should look at, from the newest build of a channel. */
    public List<String> warnings(ChannelNumber number) {
        return channels.channel(number)
                .flatMap(channel -> Optional.ofNullable(playouts.get(channel.id())))
                .map(ChannelPlayout::warnings)
                .orElse(List.of());
    }

    /**
     * Library and collections as they are now, the way schedules see them; for one thread.
     *
     * @param more collections that exist for the caller only, by keys that no other collection has
     */
    public ScheduleLibrary library(Map<Long, CollectionRule> more) {
        return new LibrarySnapshot(collections, catalog, more);
    }

    /** The channels this follows. */
    public ChannelCatalog channels() {
        return channels;
    }

    /** Changes whenever any timeline did. */
    public long revision() {
        return revision.get();
    }

    /** Brings every channel up to date with the clock, its definition and the library. Blocks while another tick runs. */
    public synchronized void tick() {
        if (closed) {
            return;
        }
        try {
            build();
        } catch (RuntimeException e) {
            // The background task must survive; what was built before stays on air.
            LOG.error("playouts could not be extended, trying again in {} s", PERIOD.toSeconds(), e);
        }
    }

    /** The library as it is now, for who plans for themselves. */
    public ScheduleLibrary library() {
        return new LibrarySnapshot(collections, catalog);
    }

    /**
     * Where the future of a channel may be replaced: at the end of an item, not before {@code after} if the playout goes
     * so far, and not within the guard time. Empty for a channel that is not listed or has nothing planned.
     */
    public synchronized Optional<Fork> fork(ChannelNumber number, Instant after) {
        Instant guarded = clock.instant().plus(settings.guard());
        return channels.channel(number)
                .flatMap(channel -> Optional.ofNullable(playouts.get(channel.id())))
                .flatMap(playout -> Fork.find(
                        playout.timeline().items(), after.isAfter(guarded) ? after : guarded, this::stateAfter));
    }

    /**
     * Puts a plan in the place of everything from its beginning on, all of it or nothing; the channel's own schedule goes
     * on behind it.
     *
     * @param fork where the plan begins, with the state that it was made from
     * @return false, and nothing has changed, where the playout is another one there by now, or is about to be on air
     */
    public synchronized boolean replaceFuture(ChannelNumber number, Fork fork, Plan plan) {
        Optional<Long> id = channels.channel(number).map(Channel::id);
        Optional<ChannelPlayout> playout = id.flatMap(key -> Optional.ofNullable(playouts.get(key)));
        if (playout.isEmpty() || fork(number, fork.from()).filter(fork::stands).isEmpty()) {
            return false;
        }
        PlayoutBuild.Outcome outcome = fork.replacing(
                id.get(), playout.get(), plan, new LibrarySnapshot(collections, catalog), () -> ++newestId);
        store(List.of(outcome), Optional.empty());
        publish(outcome);
        revision.incrementAndGet();
        tick();
        return true;
    }

    private void build() {
        Instant now = clock.instant();
        long catalogRevision = catalog.revision();
        long channelsRevision = channels.revision();
        List<ChannelProgramming> listed = channels.programming();
        boolean checkAll = catalogRevision != builtCatalog || channelsRevision != builtChannels;
        LibrarySnapshot library = new LibrarySnapshot(collections, catalog);
        PlayoutBuild build = new PlayoutBuild(settings, library, now, () -> ++newestId, this::stateAfter);
        List<PlayoutBuild.Outcome> outcomes = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        for (ChannelProgramming programming : listed) {
            long id = programming.channel().id();
            ids.add(id);
            boolean fresh = !playouts.containsKey(id);
            ChannelPlayout playout = playouts.computeIfAbsent(id, key -> load(key, library, now));
            Optional<String> fingerprint =
                    fresh || checkAll ? Optional.of(build.fingerprint(programming)) : Optional.empty();
            PlayoutBuild.Outcome outcome = build.of(programming, playout, fingerprint);
            if (outcome.changed()) {
                outcomes.add(outcome);
            }
        }
        boolean prune = !now.isBefore(pruned.plus(PRUNE_PERIOD));
        if (!outcomes.isEmpty() || prune) {
            store(outcomes, prune ? Optional.of(now.minus(settings.history())) : Optional.empty());
            outcomes.forEach(this::publish);
        }
        if (prune) {
            playouts.values().forEach(playout -> playout.forget(now.minus(settings.history())));
            pruned = now;
        }
        // A channel that is hidden or gone: its rows stay for as long as it may return.
        if (playouts.keySet().retainAll(ids) || !outcomes.isEmpty()) {
            revision.incrementAndGet();
        }
        builtCatalog = catalogRevision;
        builtChannels = channelsRevision;
    }

    private ChannelPlayout load(long id, LibrarySnapshot library, Instant now) {
        return database.reads().withExtension(PlayoutDao.class, dao -> {
            List<PlayoutItem> items = dao
                    .items(id, now.minus(settings.history()).toEpochMilli())
                    .stream()
                    .map(row -> {
                        ScheduledItem item = row.item();
                        return new PlayoutItem(row.id(), item, library.source(item.content()));
                    })
                    .toList();
            Optional<ScheduleState> state = items.isEmpty()
                    ? Optional.empty()
                    : dao.stateAfter(items.getLast().id()).map(StateJson::read);
            ChannelPlayout playout = new ChannelPlayout();
            playout.replace(
                    new PlayoutTimeline(items), state, dao.fingerprint(id).orElse(""));
            return playout;
        });
    }

    private Optional<ScheduleState> stateAfter(long itemId) {
        return database.reads()
                .withExtension(PlayoutDao.class, dao -> dao.stateAfter(itemId))
                .map(StateJson::read);
    }

    private void store(List<PlayoutBuild.Outcome> outcomes, Optional<Instant> pruneBefore) {
        database.writes().useTransaction(handle -> {
            PlayoutDao dao = handle.attach(PlayoutDao.class);
            outcomes.forEach(outcome -> store(dao, outcome));
            pruneBefore.ifPresent(before -> dao.prune(before.toEpochMilli()));
        });
    }

    private static void store(PlayoutDao dao, PlayoutBuild.Outcome outcome) {
        if (outcome.rebuilt()) {
            dao.deleteFrom(outcome.channelId(), outcome.from().toEpochMilli());
            outcome.cut().ifPresent(item -> dao.cut(item.id(), item.finish().toEpochMilli()));
            dao.setFingerprint(outcome.channelId(), outcome.fingerprint());
        }
        dao.insert(
                outcome.added().stream()
                        .map(item -> PlayoutDao.Row.of(outcome.channelId(), item.id(), item.item()))
                        .toList(),
                outcome.states().stream()
                        .map(state -> state.map(StateJson::write))
                        .toList());
    }

    private void publish(PlayoutBuild.Outcome outcome) {
        ChannelPlayout playout = playouts.get(outcome.channelId());
        if (playout == null) {
            return;
        }
        playout.replace(outcome.timeline(), outcome.tail(), outcome.fingerprint());
        outcome.warnings()
                .filter(warnings -> !warnings.equals(playout.warnings()))
                .ifPresent(warnings -> {
                    playout.warn(warnings);
                    warnings.forEach(warning -> LOG.warn("playout of channel id {}: {}", outcome.channelId(), warning));
                });
    }

    /** Stops building; what is in memory keeps answering. Idempotent. */
    @Override
    public void close() {
        background.shutdownNow();
        synchronized (this) {
            closed = true;
        }
    }
}
