package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.schedule.item.ChannelRef;

/**
 * The playouts in memory, built and stored. What builds is called by one thread at a time, which its owner sees to; what
 * reads {@link #playouts}, {@link #clocks} and {@link #shown} may do so from any thread.
 */
final class PlayoutKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PlayoutKeeper.class);
    private static final Duration PRUNE_PERIOD = Duration.ofHours(1);
    private static final long NEVER = -1;

    private final PlayoutStore store;
    private final ChannelService channels;
    private final CollectionService collections;
    private final MediaCatalog catalog;
    private final InstantSource clock;
    private final PlayoutSettings settings;
    private final ChannelClocks clocks;
    private final ShownPlayouts shown;
    private final Map<Long, ChannelPlayout> playouts = new ConcurrentHashMap<>();
    // Beginning at the wall clock: a restarted server does not repeat the revisions it gave before.
    private final AtomicLong revision = new AtomicLong(System.currentTimeMillis());
    private Optional<LibrarySnapshot> newestLibrary = Optional.empty();
    private long newestId;
    /** What collections hold has changed by the clock since all channels were compared with them. */
    private boolean aged;

    private long builtCatalog = NEVER;
    private long builtChannels = NEVER;
    private Instant pruned = Instant.EPOCH;

    /** @param clockChanged told by the engine's threads when a channel's clock stops or goes on; quick */
    PlayoutKeeper(
            PlayoutStore store,
            ChannelClocks clocks,
            ChannelService channels,
            CollectionService collections,
            MediaCatalog catalog,
            InstantSource clock,
            PlayoutSettings settings,
            Runnable clockChanged) {
        this.store = store;
        this.clocks = clocks;
        this.channels = channels;
        this.collections = collections;
        this.catalog = catalog;
        this.clock = clock;
        this.settings = settings;
        this.shown = new ShownPlayouts(playouts, clocks, clockChanged);
        this.newestId = store.newestId();
    }

    /** What channels show; any thread's. */
    ShownPlayouts shown() {
        return shown;
    }

    /** One channel's, if it has been loaded or built; any thread's. */
    Optional<ChannelPlayout> loaded(long channelId) {
        return Optional.ofNullable(playouts.get(channelId));
    }

    /** Changes with every timeline; any thread's. */
    long revision() {
        return revision.get();
    }

    void changed() {
        revision.incrementAndGet();
    }

    /** Library and collections as they are now; {@code more} is known to this snapshot alone. */
    LibrarySnapshot library(Map<Long, CollectionRule> more) {
        return new LibrarySnapshot(collections, this::channel, catalog, clock.instant(), more);
    }

    /** The same while nothing has changed. */
    LibrarySnapshot library() {
        return library(catalog.revision());
    }

    private OptionalLong channel(ChannelRef channel) {
        return channels.relays().key(channel);
    }

    /** Brings every channel up to date with the clock, its definition and the library. */
    void build() {
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
                        "the playout of channel {} could not be built, trying again soon",
                        programming.channel().number(),
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
            changed();
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
        changed();
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
    PlayoutBuild newBuild(long channelId, LibrarySnapshot library, Instant now) {
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
                this::newId,
                store::stateAfter);
    }

    ChannelClock running(long channelId) {
        return clocks.of(channelId).resumed(clock.instant());
    }

    /** Others may show what a channel showed a while ago. */
    private Instant remembered(Instant now) {
        return now.minus(settings.history()).minus(channels.relays().greatestLag());
    }

    /** Loaded if it was not. */
    ChannelPlayout playout(long channelId, LibrarySnapshot library, Instant now) {
        Instant after = clocks.of(channelId).channel(remembered(now));
        return playouts.computeIfAbsent(channelId, id -> store.load(id, library, after));
    }

    /** An identity for one more airing. */
    long newId() {
        return ++newestId;
    }

    /** Does something that takes identities, and gives them back. */
    <T> T trying(Supplier<T> work) {
        long ids = newestId;
        T tried = work.get();
        newestId = ids;
        return tried;
    }

    /** Stores what has become of a playout, and shows it. */
    void put(PlayoutBuild.Outcome outcome) {
        store.write(List.of(outcome));
        show(outcome);
    }

    /** Shows what has become of a playout and is stored. */
    void show(PlayoutBuild.Outcome outcome) {
        publish(outcome);
        changed();
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
}
