package tv.exstream.server.playout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.schedule.Airable;
import tv.exstream.server.schedule.Content;
import tv.exstream.server.schedule.Plan;
import tv.exstream.server.schedule.ScheduleDefinition;
import tv.exstream.server.schedule.ScheduleEngine;
import tv.exstream.server.schedule.ScheduleState;
import tv.exstream.server.schedule.ScheduledItem;

/**
 * Works out what must change in one channel's playout, without changing anything: what stays, what is cut short, what is
 * planned anew. Lives on the building thread, for one build.
 */
final class PlayoutBuild {
    /** So many items ahead are enough, however short they are, if they cover {@link #ENOUGH}. */
    private static final int MOST_ITEMS = 20_000;

    private static final Duration ENOUGH = Duration.ofHours(1);

    private final PlayoutSettings settings;
    private final LibrarySnapshot library;
    private final Instant now;
    private final LongSupplier newId;
    /** The stored state after an item. */
    private final LongFunction<Optional<ScheduleState>> stateAfter;

    PlayoutBuild(
            PlayoutSettings settings,
            LibrarySnapshot library,
            Instant now,
            LongSupplier newId,
            LongFunction<Optional<ScheduleState>> stateAfter) {
        this.settings = settings;
        this.library = library;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.newId = newId;
        this.stateAfter = stateAfter;
    }

    /**
     * @param rebuilt  the future after {@code kept} was thrown away
     * @param kept     what stays, with the last one cut short if {@code cut} is there
     * @param states   after each of {@code added}; empty within a programme and its filler
     * @param warnings empty when nothing was planned
     */
    record Outcome(
            long channelId,
            String fingerprint,
            boolean rebuilt,
            List<PlayoutItem> kept,
            Optional<PlayoutItem> cut,
            List<PlayoutItem> added,
            List<Optional<ScheduleState>> states,
            Optional<ScheduleState> tail,
            Optional<List<String>> warnings) {
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

    Outcome of(ChannelProgramming programming, ChannelPlayout playout, Optional<String> newFingerprint) {
        String fingerprint = newFingerprint.orElse(playout.fingerprint());
        boolean rebuild = !fingerprint.equals(playout.fingerprint());
        List<PlayoutItem> kept = playout.timeline().items();
        Optional<ScheduleState> state = playout.state();
        Optional<PlayoutItem> cut = Optional.empty();
        if (rebuild) {
            kept = untouchable(kept, playout.state());
            cut = kept.isEmpty() || scripted(kept.getLast(), playout.state())
                    ? Optional.empty()
                    : cutOffline(kept.getLast());
            if (cut.isPresent()) {
                kept = new ArrayList<>(kept.subList(0, kept.size() - 1));
                kept.add(cut.get());
            }
            state = kept.isEmpty()
                    ? Optional.empty()
                    : stateAfter.apply(kept.getLast().id());
        }
        // Another seed is another course: what its cursors meant in the old one says nothing.
        ScheduleState begin = state.filter(s -> s.seed() == programming.seed())
                .orElseGet(() -> ScheduleState.initial(programming.seed()));
        Optional<Plan> plan = plan(programming.definition(), begin, kept);
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
                rebuild,
                kept,
                cut,
                added,
                states,
                Optional.of(plan.map(Plan::state).orElse(begin)),
                plan.map(Plan::warnings));
    }

    private Optional<Plan> plan(ScheduleDefinition definition, ScheduleState state, List<PlayoutItem> kept) {
        Instant from = kept.isEmpty()
                ? now.truncatedTo(ChronoUnit.HOURS)
                : kept.getLast().finish();
        if (!kept.isEmpty() && from.isBefore(now)) {
            // The server was off: the schedule goes on with what would have been next, from now.
            from = now.truncatedTo(ChronoUnit.SECONDS).isBefore(from) ? from : now.truncatedTo(ChronoUnit.SECONDS);
        }
        Duration ahead = Duration.between(now, from);
        int items = new PlayoutTimeline(kept).countFrom(now);
        // Whole stretches, not an item a minute.
        Duration slack = min(Duration.ofHours(1), settings.horizon().dividedBy(8));
        if (ahead.compareTo(settings.horizon().minus(slack)) >= 0
                || (items >= MOST_ITEMS / 2 && ahead.compareTo(ENOUGH) >= 0)) {
            return Optional.empty();
        }
        return Optional.of(
                ScheduleEngine.plan(definition, library, state, from, now.plus(settings.horizon()), MOST_ITEMS));
    }

    /** What is on air, what was, what begins so soon that the engine may have it open, and what a script has built. */
    private List<PlayoutItem> untouchable(List<PlayoutItem> items, Optional<ScheduleState> tail) {
        Instant guarded = now.plus(settings.guard());
        Instant limit = tail.flatMap(ScheduleState::scriptedUntil)
                .filter(guarded::isBefore)
                .orElse(guarded);
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
    private Optional<PlayoutItem> cutOffline(PlayoutItem last) {
        Instant end = ChannelPlayout.cellOf(now.plus(settings.guard())).plus(ChannelPlayout.OFFLINE_CELL);
        if (!last.offline() || !last.finish().isAfter(end)) {
            return Optional.empty();
        }
        return Optional.of(new PlayoutItem(last.id(), ScheduledItem.offline(last.start(), end), Optional.empty()));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Differs when, and only when, the future would: it covers the definition, the seed and what they draw from. */
    String fingerprint(ChannelProgramming programming) {
        MessageDigest digest = sha256();
        add(digest, programming.definition().toString());
        add(digest, Long.toString(programming.seed()));
        for (long collection : programming.definition().sources(library)) {
            library.items(collection).stream()
                    .sorted(Comparator.comparingLong(Airable::mediaId))
                    .forEach(item -> {
                        add(digest, item.toString());
                        add(
                                digest,
                                library.source(new Content.Media(item.mediaId()))
                                        .toString());
                    });
        }
        for (long media : programming.definition().media()) {
            add(digest, library.item(media).toString());
            add(digest, library.source(new Content.Media(media)).toString());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
