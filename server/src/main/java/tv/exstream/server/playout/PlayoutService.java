package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.Playout;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.store.Database;

/**
 * Keeps every tunable channel's playout ahead of its clock: materialises it from the channel's definition, its state and
 * the library, stores it, and serves it from memory.
 *
 * <p>Reads are safe from any thread, take no lock and, but for {@link #reasons}, touch no database. Builds happen in {@link #tick}, one at a time:
 * in the background once a minute, and on the thread that changed a channel or calls {@link #tick} after a scan. When a
 * definition or what it draws from changes, the future is built anew; what is on air, and what starts within the guard
 * time, stays. A build that cannot be stored changes nothing and is tried again at the next tick.
 */
public final class PlayoutService implements AutoCloseable {
    /** No playout is built further ahead than this, whoever asks. */
    public static final Duration LONGEST_AHEAD = Duration.ofDays(62);

    private static final Logger LOG = LoggerFactory.getLogger(PlayoutService.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final long SECONDS_IN_MINUTE = 60;

    private final PlayoutStore store;
    private final ChannelService channels;
    private final InstantSource clock;
    private final PlayoutSettings settings;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("playout").daemon(true).factory());
    private final ChannelClocks clocks;
    /** Builds one at a time: guarded by this, but for what any thread may read. */
    private final PlayoutKeeper keeper;
    /** Guarded by this. */
    private final PlayoutEdits edits;

    private boolean closed;

    /** Nothing is loaded or built before the first {@link #tick}; from construction on, changed channels are followed. */
    public PlayoutService(
            Database database,
            ChannelService channels,
            CollectionService collections,
            MediaCatalog catalog,
            InstantSource clock,
            PlayoutSettings settings) {
        this.store = new PlayoutStore(database);
        this.clocks = new ChannelClocks(database, clock);
        this.channels = channels;
        this.clock = clock;
        this.settings = settings;
        this.keeper =
                new PlayoutKeeper(store, clocks, channels, collections, catalog, clock, settings, this::clockChanged);
        this.edits = new PlayoutEdits(keeper, store, clocks, channels, clock, settings);
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
        return new ShownPlayout(
                keeper.shown(), channels.channel(number).map(Channel::id).orElse(-1L));
    }

    private void clockChanged() {
        keeper.changed();
        try {
            background.execute(this::storeClocks);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops, and has stored its channels' clocks");
        }
    }

    private void storeClocks() {
        try {
            clocks.store(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The clocks of channels on demand could not be stored, trying again in {} s",
                    PERIOD.toSeconds(),
                    e);
        }
    }

    /** Since when a channel on demand stands still; empty while it runs, and for all other channels. */
    public Optional<Instant> standingSince(ChannelNumber number) {
        return channels.channel(number).flatMap(channel -> clocks.standingSince(channel.id()));
    }

    /**
     * What a channel's own clock says at an instant: its schedule is planned by it. The instant itself but for a channel
     * that is on demand, or was until lately.
     */
    public Instant channelTime(ChannelNumber number, Instant instant) {
        return channels.channel(number)
                .map(channel -> keeper.running(channel.id()).channel(instant))
                .orElse(instant);
    }

    /**
     * How far into its entry of the guide a channel is, or would be if somebody tuned in. Empty where it relays others or
     * is off air: there the guide says it.
     */
    public Optional<Duration> position(ChannelNumber number, Instant instant) {
        return channels.channel(number).flatMap(channel -> keeper.shown().position(channel.id(), instant));
    }

    /**
     * What is shown when; of a channel that stands still, as if somebody had tuned in this minute. Empty for a channel that
     * cannot be tuned; an empty timeline for one that has not been built yet.
     */
    public Optional<PlayoutTimeline> timeline(ChannelNumber number) {
        return channels.channel(number).map(channel -> keeper.shown().timeline(channel.id()));
    }

    /**
     * Why airings are on, by their ids, as the database has it; without those of which it is not known. Takes about a
     * millisecond for a day of a channel.
     */
    public Map<Long, Plan.Reason> reasons(List<PlayoutItem> items) {
        return store.reasons(items);
    }

    /** What a person should look at, of all that was planned since a channel's future was last built anew. */
    public List<String> warnings(ChannelNumber number) {
        return channels.programming(number).map(this::warnings).orElse(List.of());
    }

    private List<String> warnings(ChannelProgramming programming) {
        long id = programming.channel().id();
        Set<String> all = new LinkedHashSet<>(channels.relays().warnings(id));
        keeper.loaded(id).map(ChannelPlayout::warnings).ifPresent(all::addAll);
        FixedTimes.warning(programming).ifPresent(all::add);
        return List.copyOf(all);
    }

    /**
     * Library and collections as they are now, the way schedules see them; for one thread.
     *
     * @param more collections that exist for the caller only, by keys that no other collection has
     */
    public ScheduleLibrary library(Map<Long, CollectionRule> more) {
        return keeper.library(more);
    }

    /** How the playouts of all channels that can be tuned stand, in order of number. */
    public List<PlayoutStatus> statuses() {
        return channels.programming().stream().map(this::status).toList();
    }

    /** Empty for a channel that cannot be tuned. */
    public Optional<PlayoutStatus> status(ChannelNumber number) {
        return channels.programming(number).map(this::status);
    }

    /** Whose wall clock a channel's schedule goes by; the installation's for a channel that cannot be tuned. */
    public ZoneId zone(ChannelNumber number) {
        return channels.programming(number).flatMap(ChannelProgramming::zone).orElse(settings.zone());
    }

    private PlayoutStatus status(ChannelProgramming programming) {
        long id = programming.channel().id();
        return PlayoutStatus.of(
                programming,
                programming.zone().orElse(settings.zone()),
                keeper.shown().timeline(id),
                keeper.loaded(id).map(ChannelPlayout::heldUntil).flatMap(keeper.running(id)::wall),
                warnings(programming),
                clock.instant());
    }

    /** The channels this follows. */
    public ChannelCatalog channels() {
        return channels;
    }

    /** Changes whenever any timeline did; every minute while a channel stands still, for then what is ahead moves on. */
    public long revision() {
        return keeper.revision() + (clocks.anyStands() ? clock.instant().getEpochSecond() / SECONDS_IN_MINUTE : 0);
    }

    /** Brings every channel up to date with the clock, its definition and the library. Blocks while another tick runs. */
    public synchronized void tick() {
        if (closed || edits.storing()) {
            return;
        }
        try {
            keeper.build();
        } catch (RuntimeException e) {
            // The background task must survive; what was built before stays on air.
            LOG.error("playouts could not be extended, trying again in {} s", PERIOD.toSeconds(), e);
        }
    }

    /** The library as it is now, for who plans for themselves. */
    public ScheduleLibrary library() {
        return library(Map.of());
    }

    /**
     * Where the future of a channel may be replaced: at the end of an item, not before {@code after} if the playout goes
     * so far, and not within the guard time. All of it by the {@link #channelTime channel's clock}. Empty for a channel that
     * cannot be tuned or has nothing planned.
     */
    public synchronized Optional<Fork> fork(ChannelNumber number, Instant after) {
        return edits.fork(number, after);
    }

    /**
     * Puts a plan in the place of everything from its beginning on, all of it or nothing; the channel's own schedule goes
     * on behind it.
     *
     * @param fork where the plan begins, with the state that it was made from
     * @return false, and nothing has changed, where the playout is another one there by now, or is about to be on air
     */
    public synchronized boolean replaceFuture(ChannelNumber number, Fork fork, Plan plan) {
        boolean replaced = edits.replaceFuture(number, fork, plan);
        if (replaced) {
            tick();
        }
        return replaced;
    }

    /**
     * What an edit would change. Changes nothing.
     *
     * @throws ChannelException when there is no such channel, or the edit makes no sense
     */
    public synchronized PlayoutDiff preview(ChannelNumber number, PlayoutEdit edit) {
        return edits.preview(number, edit);
    }

    /**
     * Builds a channel's future anew, and stores it with its new definition or seed in one transaction.
     *
     * @throws ChannelException when there is no such channel, or the edit makes no sense; nothing has changed then
     */
    public synchronized PlayoutDiff apply(ChannelNumber number, PlayoutEdit edit) {
        return edits.apply(number, edit);
    }

    /**
     * Plans on until {@code until} at least, which is further ahead than the horizon if need be.
     *
     * @throws ChannelException when there is no such channel, or that is further than {@link #LONGEST_AHEAD}
     */
    public synchronized PlayoutStatus extend(ChannelNumber number, Instant until) {
        edits.extend(number, until);
        return status(number).orElseThrow();
    }

    /** Stops building; what is in memory keeps answering. Idempotent. */
    @Override
    public void close() {
        background.shutdownNow();
        synchronized (this) {
            if (!closed) {
                storeClocks();
            }
            closed = true;
        }
    }
}
