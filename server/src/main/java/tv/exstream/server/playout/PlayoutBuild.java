package tv.exstream.server.playout;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.schedule.ScheduleEngine;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

/**
 * Works out what must change in one channel's playout, without changing anything: what stays, what is cut short, what is
 * planned anew. Lives on the building thread, for one build.
 */
final class PlayoutBuild {
    /** So many items ahead are enough for a channel, however short they are, if they cover {@link #ENOUGH}. */
    private static final int MOST_ITEMS = 20_000;
    /** They are all in memory: of many channels with short items each has less. */
    private static final int MOST_ITEMS_IN_ALL = 600_000;

    private static final int LEAST_ITEMS = 2_000;

    private static final Duration ENOUGH = Duration.ofHours(1);
    private static final int MOST_WARNINGS = 50;

    private final PlayoutSettings settings;
    private final LibrarySnapshot library;
    private final ChannelClock clock;
    private final Instant wall;
    /** By the channel's clock, as are all times of a playout. */
    private final Instant now;

    private final LongSupplier newId;
    /** The stored state after an item. */
    private final LongFunction<Optional<ScheduleState>> stateAfter;

    private final int mostItems;

    /**
     * @param clock    the channel's; running
     * @param wall     the present by the clock on the wall
     * @param channels that share the memory
     */
    PlayoutBuild(
            PlayoutSettings settings,
            LibrarySnapshot library,
            ChannelClock clock,
            Instant wall,
            int channels,
            LongSupplier newId,
            LongFunction<Optional<ScheduleState>> stateAfter) {
        this.settings = settings;
        this.library = library;
        this.clock = clock;
        this.wall = wall.truncatedTo(ChronoUnit.MILLIS);
        this.now = clock.channel(this.wall);
        this.newId = newId;
        this.stateAfter = stateAfter;
        mostItems = Math.clamp(MOST_ITEMS_IN_ALL / Math.max(1, channels), LEAST_ITEMS, MOST_ITEMS);
    }

    /**
     * @param rebuilt   the future after {@code kept} was thrown away
     * @param forgotten all that the schedule remembered was, too
     * @param heldUntil as {@link ChannelPlayout#heldUntil}
     * @param kept      what stays, with the last one cut short if {@code cut} is there
     * @param states    after each of {@code added}; empty within a programme and its filler
     * @param tail      after the last item
     * @param warnings  of all that was planned since the future was last built anew
     */
    record Outcome(
            long channelId,
            Fingerprint fingerprint,
            boolean rebuilt,
            boolean forgotten,
            Instant heldUntil,
            List<PlayoutItem> kept,
            Optional<PlayoutItem> cut,
            List<PlayoutItem> added,
            List<Optional<ScheduleState>> states,
            ScheduleState tail,
            List<String> warnings) {
        boolean changed() {
            return rebuilt || !added.isEmpty();
        }

        PlayoutTimeline timeline() {
            return PlayoutTimeline.of(kept, added);
        }

        /** Rows from here on are gone. */
        Instant from() {
            return kept.isEmpty() ? Instant.EPOCH : kept.getLast().finish();
        }
    }

    /**
     * How a future is built anew.
     *
     * @param from   what begins before this moment stays
     * @param hold   it stays, too, when the library changes
     * @param forget begin as a schedule that has never aired anything
     */
    private record Rebuild(Instant from, boolean hold, boolean forget) {}

    /**
     * What keeps a playout ahead of the clock, and in step with its definition and the library.
     *
     * @param fresh what its future would be built from now, if that may have changed
     */
    Outcome keepUp(ChannelProgramming programming, ChannelPlayout playout, Optional<Fingerprint> fresh) {
        Fingerprint before = playout.fingerprint();
        Fingerprint fingerprint = fresh.orElse(before);
        boolean heldStill =
                playout.heldUntil().isAfter(now) && fingerprint.schedule().equals(before.schedule());
        Instant from = latest(
                heldStill ? holdOf(playout) : now,
                playout.state().flatMap(ScheduleState::scriptedUntil).orElse(Instant.EPOCH));
        Optional<Rebuild> rebuild =
                fingerprint.equals(before) ? Optional.empty() : Optional.of(new Rebuild(from, heldStill, false));
        return build(programming, playout, fingerprint, rebuild, settings.horizon());
    }

    /** What an edit makes of a playout. */
    Outcome edit(ChannelProgramming edited, ChannelPlayout playout, Optional<Instant> from, boolean forget) {
        return build(
                edited,
                playout,
                fingerprint(edited),
                Optional.of(new Rebuild(from.orElse(now), from.isPresent(), forget)),
                settings.horizon());
    }

    /** What makes a playout reach {@code until}, of the clock on the wall, at least. */
    Outcome extend(ChannelProgramming programming, ChannelPlayout playout, Instant until) {
        Duration ahead = Duration.between(wall, until);
        return build(
                programming,
                playout,
                playout.fingerprint(),
                Optional.empty(),
                ahead.compareTo(settings.horizon()) < 0 ? settings.horizon() : ahead);
    }

    /** As long as nothing of it has lost its file: that is planned again whatever was held. */
    private Instant holdOf(ChannelPlayout playout) {
        Instant changeable = now.plus(settings.guard());
        return playout.timeline().overlapping(changeable, playout.heldUntil()).stream()
                .filter(item -> item.item().content() instanceof Content.Media
                        && library.source(item.item().content()).isEmpty())
                .map(PlayoutItem::start)
                .filter(start -> !start.isBefore(changeable))
                .findFirst()
                .orElse(playout.heldUntil());
    }

    private Outcome build(
            ChannelProgramming programming,
            ChannelPlayout playout,
            Fingerprint fingerprint,
            Optional<Rebuild> rebuild,
            Duration horizon) {
        List<PlayoutItem> kept = playout.timeline().items();
        Optional<ScheduleState> state = playout.state();
        Optional<PlayoutItem> cut = Optional.empty();
        Instant heldUntil = playout.heldUntil();
        if (rebuild.isPresent()) {
            Instant from = latest(rebuild.get().from(), now.plus(settings.guard()));
            heldUntil = rebuild.get().hold() && from.equals(rebuild.get().from()) ? from : Instant.EPOCH;
            kept = untouchable(kept, from);
            cut = cut(kept, from, playout);
            if (cut.isPresent()) {
                kept = new ArrayList<>(kept.subList(0, kept.size() - 1));
                kept.add(cut.get());
            }
            state = kept.isEmpty() || rebuild.get().forget()
                    ? Optional.empty()
                    : stateAfter.apply(kept.getLast().id());
        }
        // Another seed is another course: what its cursors meant in the old one says nothing.
        ScheduleState begin = state.filter(s -> s.seed() == programming.seed())
                .orElseGet(() -> ScheduleState.initial(programming.seed()));
        Optional<Plan> plan = plan(programming, begin, kept, horizon);
        List<PlayoutItem> added = new ArrayList<>();
        List<Optional<ScheduleState>> states = new ArrayList<>();
        for (Plan.Step step : plan.map(Plan::steps).orElse(List.of())) {
            added.add(new PlayoutItem(
                    newId.getAsLong(), step.item(), library.source(step.item().content())));
            states.add(step.after());
        }
        return new Outcome(
                programming.channel().id(),
                fingerprint,
                rebuild.isPresent(),
                rebuild.filter(Rebuild::forget).isPresent(),
                heldUntil,
                kept,
                cut,
                added,
                states,
                plan.map(Plan::state).orElse(begin),
                warnings(rebuild.isPresent() ? List.of() : playout.warnings(), plan));
    }

    /** Where what cannot be changed any more ends; empty if nothing is planned. */
    Optional<Instant> heldEnd(ChannelPlayout playout) {
        Instant from = now.plus(settings.guard());
        List<PlayoutItem> kept = untouchable(playout.timeline().items(), from);
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        cut(kept, from, playout).orElseGet(kept::getLast).finish());
    }

    private Optional<PlayoutItem> cut(List<PlayoutItem> kept, Instant from, ChannelPlayout playout) {
        return kept.isEmpty() || scripted(kept.getLast(), playout.state())
                ? Optional.empty()
                : cutOffline(kept.getLast(), from);
    }

    /** A plan warns only of what it met: what was said since the future was built anew still holds. */
    private static List<String> warnings(List<String> before, Optional<Plan> plan) {
        Set<String> all = new LinkedHashSet<>(before);
        plan.map(Plan::warnings).ifPresent(all::addAll);
        return all.stream().limit(MOST_WARNINGS).toList();
    }

    private Optional<Plan> plan(
            ChannelProgramming programming, ScheduleState state, List<PlayoutItem> kept, Duration horizon) {
        Instant from = kept.isEmpty()
                ? now.truncatedTo(ChronoUnit.HOURS)
                : clock.onward(kept.getLast().finish());
        if (!kept.isEmpty() && from.isBefore(now)) {
            // The server was off: the schedule goes on with what would have been next, from now.
            from = now.truncatedTo(ChronoUnit.SECONDS).isBefore(from) ? from : now.truncatedTo(ChronoUnit.SECONDS);
        }
        Duration ahead = Duration.between(now, from);
        Instant enough = clock.channel(wall.plus(horizon).minus(slack()));
        int items = new PlayoutTimeline(kept).countFrom(now);
        if (!from.isBefore(enough) || (items >= mostItems / 2 && ahead.compareTo(ENOUGH) >= 0)) {
            return Optional.empty();
        }
        return Optional.of(ScheduleEngine.plan(
                programming.definition(),
                library,
                state,
                zone(programming),
                from,
                clock.channel(wall.plus(horizon)),
                mostItems));
    }

    /** Whole stretches are planned, not an item a minute. */
    private Duration slack() {
        return min(Duration.ofHours(1), settings.horizon().dividedBy(8));
    }

    /** What was, what is on air, and what begins before {@code limit}. */
    private List<PlayoutItem> untouchable(List<PlayoutItem> items, Instant limit) {
        int end = 0;
        while (end < items.size() && items.get(end).start().isBefore(limit)) {
            end++;
        }
        // Only an item that a state was kept for can be continued from; sparse states lengthen what stays.
        while (end > 0
                && end < items.size()
                && stateAfter.apply(items.get(end - 1).id()).isEmpty()) {
            end++;
        }
        return items.subList(0, end);
    }

    /** A script may mean to be off air. */
    private static boolean scripted(PlayoutItem item, Optional<ScheduleState> tail) {
        return tail.flatMap(ScheduleState::scriptedUntil)
                .filter(until -> !item.finish().isAfter(until))
                .isPresent();
    }

    /** Being off air is nothing to hold on to: it ends with the answer the engine may have at most. */
    private Optional<PlayoutItem> cutOffline(PlayoutItem last, Instant limit) {
        Instant end = ShownPlayout.cellOf(limit).plus(ShownPlayout.OFFLINE_CELL);
        // One that begins later belongs to a programme that is kept whole.
        if (!last.offline() || !last.finish().isAfter(end) || !last.start().isBefore(end)) {
            return Optional.empty();
        }
        return Optional.of(new PlayoutItem(last.id(), ScheduledItem.offline(last.start(), end), Optional.empty()));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    ZoneId zone(ChannelProgramming programming) {
        return programming.zone().orElse(settings.zone());
    }

    /** Differs when, and only when, the future would. */
    Fingerprint fingerprint(ChannelProgramming programming) {
        MessageDigest schedule = Fingerprint.sha256();
        Fingerprint.add(schedule, programming.definition().toString());
        Fingerprint.add(schedule, Long.toString(programming.seed()));
        Fingerprint.add(schedule, zone(programming).getId());
        MessageDigest drawn = Fingerprint.sha256();
        for (long collection : programming.definition().sources(library)) {
            Fingerprint.add(drawn, collection + " " + library.digest(collection));
        }
        for (long media : programming.definition().media()) {
            Fingerprint.add(drawn, library.item(media).toString());
            Fingerprint.add(drawn, library.source(new Content.Media(media)).toString());
        }
        return new Fingerprint(Fingerprint.hex(schedule), Fingerprint.hex(drawn));
    }
}
