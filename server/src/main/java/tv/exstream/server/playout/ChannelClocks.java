package tv.exstream.server.playout;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import tv.exstream.server.channels.Channel;
import tv.exstream.server.store.Database;

/**
 * By which clock each channel goes, and where that stands. In memory for all who read and for the engine, which says when a
 * channel is on air: any thread, microseconds, no lock that a build holds. Written to the database soon after a change,
 * and with every look at channels that run, so that a server that is killed loses a minute of them at most.
 */
final class ChannelClocks {
    private final Database database;
    private final InstantSource wall;
    private final Map<Long, State> states = new ConcurrentHashMap<>();
    /** As the database has them; guarded by this. */
    private final Map<Long, ChannelClock> stored = new HashMap<>();
    /** Of channels that are not followed yet, or no more; guarded by this. */
    private final Map<Long, Left> atStart = new HashMap<>();
    /** Of the channels there are; guarded by this. */
    private Set<Long> followed = Set.of();
    /** When it was written last; guarded by this. */
    private Instant newest = Instant.EPOCH;

    /**
     * @param followed its mode is known
     * @param onAir    a run of the engine's is on
     * @param onDemand the clock stands still without one
     * @param since    when it became on demand, as far as it is known; it did not stand still before
     */
    private record State(boolean followed, boolean onAir, boolean onDemand, ChannelClock clock, Instant since) {
        static final State NEW = new State(false, false, false, ChannelClock.WALL, Instant.EPOCH);

        State begun(Instant at) {
            return new State(followed, true, onDemand, onDemand ? clock.resumed(at) : clock, since);
        }

        State ended(Instant unwatchedSince) {
            Instant stop = unwatchedSince.isAfter(since) ? unwatchedSince : since;
            return new State(followed, false, onDemand, onDemand ? clock.stopped(stop) : clock, since);
        }

        State in(boolean newOnDemand, Instant now) {
            boolean stops = newOnDemand && !onDemand && !onAir;
            return new State(
                    followed,
                    onAir,
                    newOnDemand,
                    stops ? clock.stopped(now) : clock,
                    newOnDemand && !onDemand ? now : since);
        }

        State with(ChannelClock newClock) {
            return new State(followed, onAir, onDemand, newClock, since);
        }
    }

    /** @param alive when it was last seen to run */
    private record Left(ChannelClock clock, Instant alive) {}

    /** Reads what the database has. */
    ChannelClocks(Database database, InstantSource wall) {
        this.database = database;
        this.wall = wall;
        database.reads()
                .withExtension(ChannelClockDao.class, ChannelClockDao::all)
                .forEach(row -> {
                    ChannelClock clock = new ChannelClock(StoredJson.marks(row.marks()));
                    stored.put(row.channelId(), clock);
                    atStart.put(row.channelId(), new Left(clock, Instant.ofEpochMilli(row.alive())));
                });
    }

    /** A run of a channel begins; true if its clock stood still. */
    boolean onAir(long channelId, Instant begins) {
        return change(channelId, state -> state.begun(begins));
    }

    /** A run of a channel is over; true if its clock stands still now. */
    boolean offAir(long channelId, Instant unwatchedSince) {
        return change(channelId, state -> state.ended(unwatchedSince));
    }

    private boolean change(long channelId, UnaryOperator<State> change) {
        boolean[] changed = new boolean[1];
        states.compute(channelId, (id, known) -> {
            State before = known == null ? State.NEW : known;
            State after = change.apply(before);
            changed[0] = !after.clock().equals(before.clock());
            return after;
        });
        return changed[0];
    }

    /** The clock as it is. */
    ChannelClock of(long channelId) {
        return states.getOrDefault(channelId, State.NEW).clock();
    }

    /** The clock as it would be if somebody had tuned in this minute: what is ahead of a channel that stands still. */
    ChannelClock ahead(long channelId) {
        return of(channelId).resumed(wall.instant().truncatedTo(ChronoUnit.MINUTES));
    }

    /** Since when a channel on demand stands still. */
    Optional<Instant> standingSince(long channelId) {
        State state = states.getOrDefault(channelId, State.NEW);
        return state.onDemand()
                ? state.clock().standingSince().filter(since -> !since.isAfter(wall.instant()))
                : Optional.empty();
    }

    /** Some channel stands still. */
    boolean anyStands() {
        return states.values().stream()
                .anyMatch(state ->
                        state.onDemand() && state.clock().standingSince().isPresent());
    }

    /**
     * Learns the channels' modes. One that becomes on demand with nobody watching stands still from now on, and one that ran
     * when the server ended, since it was last seen to; one that no longer is on demand keeps its clock until that
     * {@link #replace rejoins} the wall's.
     */
    synchronized void follow(List<Channel> channels, Instant now) {
        followed = channels.stream().map(Channel::id).collect(Collectors.toSet());
        for (Channel channel : channels) {
            Optional<Left> left = Optional.ofNullable(atStart.remove(channel.id()));
            states.compute(channel.id(), (id, state) -> {
                State before = state == null ? State.NEW : state;
                return before.followed()
                        ? before.in(channel.onDemand(), now)
                        : first(channel, left, now, before.onAir());
            });
        }
    }

    private static State first(Channel channel, Optional<Left> left, Instant now, boolean onAir) {
        if (!channel.onDemand()) {
            return new State(true, onAir, false, left.map(Left::clock).orElse(ChannelClock.WALL), Instant.EPOCH);
        }
        ChannelClock clock =
                left.map(then -> then.clock().stopped(then.alive())).orElseGet(() -> ChannelClock.WALL.stopped(now));
        return new State(true, onAir, true, onAir ? clock.resumed(now) : clock, left.isPresent() ? Instant.EPOCH : now);
    }

    /** Another clock, unless it has changed meanwhile. */
    boolean replace(long channelId, ChannelClock expected, ChannelClock clock) {
        boolean[] replaced = new boolean[1];
        states.computeIfPresent(channelId, (id, state) -> {
            replaced[0] = state.clock().equals(expected);
            return replaced[0] ? state.with(clock) : state;
        });
        return replaced[0];
    }

    /** Drops what was before an instant of the wall's. */
    void forget(Instant before) {
        states.replaceAll((id, state) -> state.with(state.clock().since(before)));
    }

    /** Followed channels whose clock the database has: what their past is, that clock says. */
    synchronized Set<Long> own() {
        return stored.keySet().stream().filter(states::containsKey).collect(Collectors.toSet());
    }

    /** Writes what has changed, and that what runs is alive; then forgets the channels that are no more. */
    synchronized void store(Instant now) {
        // Two who write at once come in any order.
        newest = now.isAfter(newest) ? now : newest;
        Map<Long, State> own = states.entrySet().stream()
                .filter(entry ->
                        entry.getValue().onDemand() || !entry.getValue().clock().equals(ChannelClock.WALL))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<Long> gone = stored.keySet().stream()
                .filter(id -> states.containsKey(id) && !own.containsKey(id))
                .collect(Collectors.toSet());
        Map<Long, State> changed = own.entrySet().stream()
                .filter(entry ->
                        entry.getValue().onAir() || !entry.getValue().clock().equals(stored.get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!gone.isEmpty() || !changed.isEmpty()) {
            long alive = newest.toEpochMilli();
            database.writes().useTransaction(handle -> {
                ChannelClockDao dao = handle.attach(ChannelClockDao.class);
                gone.forEach(dao::delete);
                changed.forEach((id, state) -> dao.set(id, StoredJson.marks(state.clock()), alive));
            });
            stored.keySet().removeAll(gone);
            changed.forEach((id, state) -> stored.put(id, state.clock()));
        }
        forgetUnfollowed();
    }

    /** Of those that may return, where they stand is kept. */
    private void forgetUnfollowed() {
        for (Long id : Set.copyOf(states.keySet())) {
            if (followed.contains(id)) {
                continue;
            }
            states.computeIfPresent(id, (gone, state) -> {
                // One that is still on air stands still only when it has left the air.
                if (state.onAir()) {
                    return state;
                }
                if (stored.containsKey(gone)) {
                    atStart.put(gone, new Left(state.clock(), newest));
                }
                return null;
            });
        }
    }
}
