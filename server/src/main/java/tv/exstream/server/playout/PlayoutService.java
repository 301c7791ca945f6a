package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

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
import tv.exstream.server.schedule.item.ChannelRef;
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
    private static final Duration PRUNE_PERIOD = Duration.ofHours(1);
    private static final long SECONDS_IN_MINUTE = 60;
    private static final long NEVER = -1;

    private final PlayoutStore store;
    private final ChannelService channels;
    private final CollectionService collections;
    private final MediaCatalog catalog;
    private final InstantSource clock;
    private final PlayoutSettings settings;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("playout").daemon(true).factory());
    private final Map<Long, ChannelPlayout> playouts = new ConcurrentHashMap<>();
    private final ChannelClocks clocks;
    private final ShownPlayouts shown;
    // Beginning at the wall clock: a restarted server does not repeat the revisions it gave before.
    private final AtomicLong revision = new AtomicLong(System.currentTimeMillis());
    // The building thread's, guarded by this.
    private Optional<LibrarySnapshot> newestLibrary = Optional.empty();
    private long newestId;
    /** What collections hold has changed by the clock since all channels were compared with them. */
    private boolean aged;

    private long builtCatalog = NEVER;
    private long builtChannels = NEVER;
    private Instant pruned = Instant.EPOCH;
    /** The change of a channel that is being stored comes with its playout. */
    private boolean editing;

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
        this.shown = new ShownPlayouts(playouts, clocks, this::clockChanged);
        this.channels = channels;
        this.collections = collections;
        this.catalog = catalog;
        this.clock = clock;
        this.settings = settings;
        this.newestId = store.newestId();
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
        return new ShownPlayout(shown, channels.channel(number).map(Channel::id).orElse(-1L));
    }

    private void clockChanged() {
        revision.incrementAndGet();
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
                .map(channel -> running(channel.id()).channel(instant))
                .orElse(instant);
    }

    /**
     * How far into its entry of the guide a channel is, or would be if somebody tuned in. Empty where it relays others or
     * is off air: there the guide says it.
     */
    public Optional<Duration> position(ChannelNumber number, Instant instant) {
        return channels.channel(number).flatMap(channel -> shown.position(channel.id(), instant));
    }

    /**
     * What is shown when; of a channel that stands still, as if somebody had tuned in this minute. Empty for a channel that
     * cannot be tuned; an empty timeline for one that has not been built yet.
     */
    public Optional<PlayoutTimeline> timeline(ChannelNumber number) {
        return channels.channel(number).map(channel -> shown.timeline(channel.id()));
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
        Optional.ofNullable(playouts.get(id)).map(ChannelPlayout::warnings).ifPresent(all::addAll);
        FixedTimes.warning(programming).ifPresent(all::add);
        return List.copyOf(all);
    }

    /**
     * Library and collections as they are now, the way schedules see them; for one thread.
     *
     * @param more collections that exist for the caller only, by keys that no other collection has
     */
    public ScheduleLibrary library(Map<Long, CollectionRule> more) {
        return new LibrarySnapshot(collections, this::channel, catalog, clock.instant(), more);
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
                shown.timeline(id),
                Optional.ofNullable(playouts.get(id))
                        .map(ChannelPlayout::heldUntil)
                        .flatMap(running(id)::wall),
                warnings(programming),
                clock.instant());
    }

    private OptionalLong channel(ChannelRef channel) {
        return channels.relays().key(channel);
    }

    /** The channels this follows. */
    public ChannelCatalog channels() {
        return channels;
    }

    /** Changes whenever any timeline did; every minute while a channel stands still, for then what is ahead moves on. */
    public long revision() {
        return revision.get() + (clocks.anyStands() ? clock.instant().getEpochSecond() / SECONDS_IN_MINUTE : 0);
    }

    /** Brings every channel up to date with the clock, its definition and the library. Blocks while another tick runs. */
    public synchronized void tick() {
        if (closed || editing) {
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
        return library(Map.of());
    }

    /**
     * Where the future of a channel may be replaced: at the end of an item, not before {@code after} if the playout goes
     * so far, and not within the guard time. All of it by the {@link #channelTime channel's clock}. Empty for a channel that
     * cannot be tuned or has nothing planned.
     */
    public synchronized Optional<Fork> fork(ChannelNumber number, Instant after) {
        Optional<Channel> known = channels.channel(number);
        Instant guarded = channelTime(number, clock.instant())
                .plus(settings.guard())
                .plus(known.map(channel -> channels.relays().lead(channel.id())).orElse(Duration.ZERO));
        return known.flatMap(channel -> Optional.ofNullable(playouts.get(channel.id())))
                .flatMap(playout -> Fork.find(
                        playout.timeline().items(), after.isAfter(guarded) ? after : guarded, store::stateAfter));
    }

    /**
     * Puts a plan in the place of everything from its beginning on, all of it or nothing; the channel's own schedule goes
     * on behind it.
     *
     * @param fork where the plan begins, with the state that it was made from
     * @return false, and nothing has changed, where the playout is another one there by now, or is about to be on air
     */
    public synchronized boolean replaceFuture(ChannelNumber number, Fork fork, Plan plan) {
        Optional<ChannelProgramming> programming = channels.programming(number);
        Optional<ChannelPlayout> playout = programming.flatMap(
                known -> Optional.ofNullable(playouts.get(known.channel().id())));
        if (playout.isEmpty() || fork(number, fork.from()).filter(fork::stands).isEmpty()) {
            return false;
        }
        LibrarySnapshot library = library(catalog.revision());
        PlayoutBuild.Outcome outcome = fork.replacing(
                programming.get().channel().id(),
                playout.get(),
                newBuild(programming.get().channel().id(), library, clock.instant())
                        .withNights(programming.get(), plan),
                library,
                () -> ++newestId);
        store.write(List.of(outcome));
        publish(outcome);
        revision.incrementAndGet();
        tick();
        return true;
    }

    private void build() {
        Instant now = clock.instant();
        long catalogRevision = catalog.revision();
        long channelsRevision = channels.revision();
        List<ChannelProgramming> tunable = channels.programming();
        clocks.follow(tunable.stream().map(ChannelProgramming::channel).toList(), now);
        clocks.store(now);
        LibrarySnapshot library = library(catalogRevision);
        boolean checkAll = aged || catalogRevision != builtCatalog || channelsRevision != builtChannels;
        List<PlayoutBuild.Outcome> outcomes = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        boolean all = true;
        for (ChannelProgramming programming : tunable) {
            long id = programming.channel().id();
            ids.add(id);
            try {
                boolean check = checkAll || !playouts.containsKey(id);
                PlayoutBuild.Outcome outcome = keepUp(programming, check, library, now);
                if (outcome.changed()) {
                    outcomes.add(outcome);
                }
            } catch (RuntimeException e) {
                // One channel's trouble is no other's; what it had stays on air.
                all = false;
                LOG.error(
                        "the playout of channel {} could not be built, trying again in {} s",
                        programming.channel().number(),
                        PERIOD.toSeconds(),
                        e);
            }
        }
        boolean prune = !now.isBefore(pruned.plus(PRUNE_PERIOD));
        if (!outcomes.isEmpty()) {
            store.write(outcomes);
            outcomes.forEach(this::publish);
        }
        if (prune) {
            prune(remembered(now));
            pruned = now;
        }
        shown.retain(ids);
        // A channel that is disabled or gone: its rows stay for as long as it may return.
        if (playouts.keySet().retainAll(ids) || !outcomes.isEmpty()) {
            revision.incrementAndGet();
        }
        aged = aged && !all;
        builtCatalog = catalogRevision;
        builtChannels = all ? channelsRevision : NEVER;
    }

    private PlayoutBuild.Outcome keepUp(
            ChannelProgramming programming, boolean check, LibrarySnapshot library, Instant now) {
        long id = programming.channel().id();
        ChannelPlayout playout = playout(id, library, now);
        ChannelClock before = clocks.of(id);
        if (!programming.channel().onDemand() && !before.rejoins()) {
            return rejoin(programming, playout, before, library, now);
        }
        PlayoutBuild build = newBuild(id, library, now);
        Optional<Fingerprint> fresh = check ? Optional.of(build.fingerprint(programming)) : Optional.empty();
        return build.keepUp(programming, playout, fresh);
    }

    /**
     * A channel that is on demand no more: what is on, and what the engine may have opened, runs on from where it stands;
     * then its schedule goes on by the clock on the wall.
     */
    private PlayoutBuild.Outcome rejoin(
            ChannelProgramming programming,
            ChannelPlayout playout,
            ChannelClock before,
            LibrarySnapshot library,
            Instant now) {
        ChannelClock running = before.resumed(now);
        ChannelClock after = newBuild(running, library, now)
                .heldEnd(programming.channel(), playout)
                .map(running::leapingAt)
                .orElse(ChannelClock.WALL);
        if (!clocks.replace(programming.channel().id(), before, after)) {
            throw new IllegalStateException("the channel went on or off air just now");
        }
        clocks.store(now);
        revision.incrementAndGet();
        return newBuild(after, library, now).edit(programming, playout, Optional.empty(), false);
    }

    /** What was over is forgotten: of each channel by its clock. */
    private void prune(Instant before) {
        Map<Long, Instant> own = clocks.own().stream()
                .collect(Collectors.toMap(id -> id, id -> clocks.of(id).channel(before)));
        store.prune(before, own);
        playouts.forEach((id, playout) -> playout.forget(clocks.of(id).channel(before)));
        clocks.forget(before);
    }

    /** One snapshot serves until the library is another, or the clock has made another of it. */
    private LibrarySnapshot library(long catalogRevision) {
        Instant now = clock.instant();
        boolean old = newestLibrary.filter(library -> library.agedBy(now)).isPresent();
        aged |= old;
        if (old || catalogRevision != builtCatalog || newestLibrary.isEmpty()) {
            newestLibrary = Optional.of(new LibrarySnapshot(collections, this::channel, catalog, now, Map.of()));
        }
        return newestLibrary.get();
    }

    /** By the channel's clock as it runs, or would if somebody tuned in now. */
    private PlayoutBuild newBuild(long channelId, LibrarySnapshot library, Instant now) {
        return newBuild(running(channelId), library, now);
    }

    private PlayoutBuild newBuild(ChannelClock channelClock, LibrarySnapshot library, Instant now) {
        return new PlayoutBuild(
                settings,
                library,
                channels.relays(),
                shown::timeline,
                channelClock,
                now,
                channels.channels().size(),
                () -> ++newestId,
                store::stateAfter);
    }

    private ChannelClock running(long channelId) {
        return clocks.of(channelId).resumed(clock.instant());
    }

    /** Others may show what a channel showed a while ago. */
    private Instant remembered(Instant now) {
        return now.minus(settings.history()).minus(channels.relays().greatestLag());
    }

    private ChannelPlayout playout(long channelId, LibrarySnapshot library, Instant now) {
        Instant after = clocks.of(channelId).channel(remembered(now));
        return playouts.computeIfAbsent(channelId, id -> store.load(id, library, after));
    }

    private void publish(PlayoutBuild.Outcome outcome) {
        ChannelPlayout playout = playouts.get(outcome.channelId());
        if (playout == null) {
            return;
        }
        outcome.warnings().stream()
                .filter(warning -> !playout.warnings().contains(warning))
                .forEach(warning -> LOG.warn("playout of channel id {}: {}", outcome.channelId(), warning));
        playout.replace(
                outcome.timeline(),
                Optional.of(outcome.tail()),
                outcome.fingerprint(),
                outcome.heldUntil(),
                outcome.warnings());
    }

    /**
     * What an edit would change. Changes nothing.
     *
     * @throws ChannelException when there is no such channel, or the edit makes no sense
     */
    public synchronized PlayoutDiff preview(ChannelNumber number, PlayoutEdit edit) {
        long ids = newestId;
        PlayoutBuild.Outcome outcome = outcome(number, edit);
        newestId = ids;
        return diff(outcome);
    }

    /**
     * Builds a channel's future anew, and stores it with its new definition or seed in one transaction.
     *
     * @throws ChannelException when there is no such channel, or the edit makes no sense; nothing has changed then
     */
    public synchronized PlayoutDiff apply(ChannelNumber number, PlayoutEdit edit) {
        PlayoutBuild.Outcome outcome = outcome(number, edit);
        PlayoutDiff diff = diff(outcome);
        ChannelProgramming before = require(number);
        ChannelProgramming after = edit.of(before);
        if (after.equals(before)) {
            store.write(List.of(outcome));
        } else {
            editing = true;
            try {
                channels.program(number, after.definition(), after.seed(), handle -> store.write(handle, outcome));
            } finally {
                editing = false;
            }
        }
        publish(outcome);
        revision.incrementAndGet();
        return diff;
    }

    private PlayoutBuild.Outcome outcome(ChannelNumber number, PlayoutEdit edit) {
        ChannelProgramming programming = require(number);
        if (edit.definition().isPresent()) {
            channels.validate(edit.of(programming).definition());
        }
        Instant now = clock.instant();
        LibrarySnapshot library = library(catalog.revision());
        long id = programming.channel().id();
        ChannelPlayout playout = playout(id, library, now);
        ChannelClock running = running(id);
        Optional<Instant> from = edit.from().map(running::channel);
        Optional<Instant> end = playout.timeline().finish();
        if (from.isPresent() && end.isPresent() && !from.get().isBefore(end.get())) {
            throw new ChannelException(
                    ChannelException.Kind.INVALID,
                    "the playout of channel " + number + " is planned until "
                            + running.wall(end.get()).orElse(end.get())
                            + ", so nothing is to be built anew" + " from "
                            + edit.from().get() + " on: choose an earlier moment");
        }
        return newBuild(id, library, now).edit(edit.of(programming), playout, from, edit.forget());
    }

    /** As it is shown. */
    private PlayoutDiff diff(PlayoutBuild.Outcome outcome) {
        PlayoutTimeline before = Optional.ofNullable(playouts.get(outcome.channelId()))
                .map(ChannelPlayout::timeline)
                .orElse(PlayoutTimeline.EMPTY);
        return PlayoutDiff.between(before, outcome).shown(clocks.ahead(outcome.channelId()));
    }

    /**
     * Plans on until {@code until} at least, which is further ahead than the horizon if need be.
     *
     * @throws ChannelException when there is no such channel, or that is further than {@link #LONGEST_AHEAD}
     */
    public synchronized PlayoutStatus extend(ChannelNumber number, Instant until) {
        ChannelProgramming programming = require(number);
        Instant now = clock.instant();
        if (until.isAfter(now.plus(LONGEST_AHEAD))) {
            throw new ChannelException(
                    ChannelException.Kind.INVALID,
                    until + " is more than " + LONGEST_AHEAD.toDays() + " days ahead: choose an earlier moment");
        }
        LibrarySnapshot library = library(catalog.revision());
        ChannelPlayout playout = playout(programming.channel().id(), library, now);
        PlayoutBuild.Outcome outcome =
                newBuild(programming.channel().id(), library, now).extend(programming, playout, until);
        if (outcome.changed()) {
            store.write(List.of(outcome));
            publish(outcome);
            revision.incrementAndGet();
        }
        return status(programming);
    }

    private ChannelProgramming require(ChannelNumber number) {
        return channels.programming(number)
                .orElseThrow(() -> new ChannelException(ChannelException.Kind.NOT_FOUND, channels.absence(number)));
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
