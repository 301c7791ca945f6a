package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
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
 * Keeps every listed channel's playout ahead of the clock: materialises it from the channel's definition, its state and
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
        long id = channels.channel(number).map(Channel::id).orElse(-1L);
        return new Playout() {
            @Override
            public Programme programmeAt(Instant instant) {
                ChannelPlayout playout = playouts.get(id);
                return playout == null ? offAir(instant) : playout.programmeAt(instant);
            }

            @Override
            public Optional<Programme> nextAfter(Instant instant) {
                return Optional.ofNullable(playouts.get(id)).flatMap(playout -> playout.nextAfter(instant));
            }
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

    /**
     * Why airings are on, by their ids, as the database has it; without those of which it is not known. Takes about a
     * millisecond for a day of a channel.
     */
    public Map<Long, Plan.Reason> reasons(List<PlayoutItem> items) {
        return store.reasons(items);
    }

    /** What a person should look at, of all that was planned since a channel's future was last built anew. */
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
        return new LibrarySnapshot(collections, catalog.items(), clock.instant(), more);
    }

    /** How the playouts of all listed channels stand, in order of number. */
    public List<PlayoutStatus> statuses() {
        return channels.programming().stream().map(this::status).toList();
    }

    /** Empty for a channel that is not listed. */
    public Optional<PlayoutStatus> status(ChannelNumber number) {
        return channels.programming(number).map(this::status);
    }

    /** Whose wall clock a channel's schedule goes by; the installation's for a channel that is not listed. */
    public ZoneId zone(ChannelNumber number) {
        return channels.programming(number).flatMap(ChannelProgramming::zone).orElse(settings.zone());
    }

    private PlayoutStatus status(ChannelProgramming programming) {
        return PlayoutStatus.of(
                programming,
                programming.zone().orElse(settings.zone()),
                Optional.ofNullable(playouts.get(programming.channel().id())),
                clock.instant());
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
     * so far, and not within the guard time. Empty for a channel that is not listed or has nothing planned.
     */
    public synchronized Optional<Fork> fork(ChannelNumber number, Instant after) {
        Instant guarded = clock.instant().plus(settings.guard());
        return channels.channel(number)
                .flatMap(channel -> Optional.ofNullable(playouts.get(channel.id())))
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
        Optional<Long> id = channels.channel(number).map(Channel::id);
        Optional<ChannelPlayout> playout = id.flatMap(key -> Optional.ofNullable(playouts.get(key)));
        if (playout.isEmpty() || fork(number, fork.from()).filter(fork::stands).isEmpty()) {
            return false;
        }
        PlayoutBuild.Outcome outcome =
                fork.replacing(id.get(), playout.get(), plan, library(catalog.revision()), () -> ++newestId);
        store.write(List.of(outcome), Optional.empty());
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
        LibrarySnapshot library = library(catalogRevision);
        boolean checkAll = aged || catalogRevision != builtCatalog || channelsRevision != builtChannels;
        PlayoutBuild build = newBuild(library, now);
        List<PlayoutBuild.Outcome> outcomes = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        boolean all = true;
        for (ChannelProgramming programming : listed) {
            long id = programming.channel().id();
            ids.add(id);
            try {
                boolean check = checkAll || !playouts.containsKey(id);
                ChannelPlayout playout = playout(id, library, now);
                Optional<Fingerprint> fresh = check ? Optional.of(build.fingerprint(programming)) : Optional.empty();
                PlayoutBuild.Outcome outcome = build.keepUp(programming, playout, fresh);
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
        if (!outcomes.isEmpty() || prune) {
            store.write(outcomes, prune ? Optional.of(now.minus(settings.history())) : Optional.empty());
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
        aged = aged && !all;
        builtCatalog = catalogRevision;
        builtChannels = all ? channelsRevision : NEVER;
    }

    /** One snapshot serves until the library is another, or the clock has made another of it. */
    private LibrarySnapshot library(long catalogRevision) {
        Instant now = clock.instant();
        boolean old = newestLibrary.filter(library -> library.agedBy(now)).isPresent();
        aged |= old;
        if (old || catalogRevision != builtCatalog || newestLibrary.isEmpty()) {
            newestLibrary = Optional.of(new LibrarySnapshot(collections, catalog.items(), now));
        }
        return newestLibrary.get();
    }

    private PlayoutBuild newBuild(LibrarySnapshot library, Instant now) {
        return new PlayoutBuild(
                settings, library, now, channels.channels().size(), () -> ++newestId, store::stateAfter);
    }

    private ChannelPlayout playout(long channelId, LibrarySnapshot library, Instant now) {
        return playouts.computeIfAbsent(channelId, id -> store.load(id, library, now.minus(settings.history())));
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
        return PlayoutDiff.between(timeline(number).orElse(PlayoutTimeline.EMPTY), outcome);
    }

    /**
     * Builds a channel's future anew, and stores it with its new definition or seed in one transaction.
     *
     * @throws ChannelException when there is no such channel, or the edit makes no sense; nothing has changed then
     */
    public synchronized PlayoutDiff apply(ChannelNumber number, PlayoutEdit edit) {
        PlayoutBuild.Outcome outcome = outcome(number, edit);
        PlayoutDiff diff = PlayoutDiff.between(timeline(number).orElse(PlayoutTimeline.EMPTY), outcome);
        ChannelProgramming before = require(number);
        ChannelProgramming after = edit.of(before);
        if (after.equals(before)) {
            store.write(List.of(outcome), Optional.empty());
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
        edit.definition().ifPresent(channels::validate);
        Instant now = clock.instant();
        LibrarySnapshot library = library(catalog.revision());
        ChannelPlayout playout = playout(programming.channel().id(), library, now);
        Optional<Instant> end = playout.timeline().finish();
        if (edit.from().isPresent() && end.isPresent() && !edit.from().get().isBefore(end.get())) {
            throw new ChannelException(
                    ChannelException.Kind.INVALID,
                    "the playout of channel " + number + " is planned until " + end.get()
                            + ", so nothing is to be built anew" + " from "
                            + edit.from().get() + " on: choose an earlier moment");
        }
        return newBuild(library, now).edit(edit.of(programming), playout, edit.from(), edit.forget());
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
        PlayoutBuild.Outcome outcome = newBuild(library, now).extend(programming, playout, until);
        if (outcome.changed()) {
            store.write(List.of(outcome), Optional.empty());
            publish(outcome);
            revision.incrementAndGet();
        }
        return status(programming);
    }

    private ChannelProgramming require(ChannelNumber number) {
        return channels.programming(number)
                .orElseThrow(() -> new ChannelException(
                        ChannelException.Kind.NOT_FOUND,
                        "there is no channel " + number + ": /api/channels lists them"));
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
