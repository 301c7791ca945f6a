package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.schedule.plan.Plan;

/** What people and scripts make of a channel's future. Called by one thread at a time, which its owner sees to. */
final class PlayoutEdits {
    private final PlayoutKeeper keeper;
    private final PlayoutStore store;
    private final ChannelClocks clocks;
    private final ChannelService channels;
    private final InstantSource clock;
    private final PlayoutSettings settings;
    private boolean storing;

    PlayoutEdits(
            PlayoutKeeper keeper,
            PlayoutStore store,
            ChannelClocks clocks,
            ChannelService channels,
            InstantSource clock,
            PlayoutSettings settings) {
        this.keeper = keeper;
        this.store = store;
        this.clocks = clocks;
        this.channels = channels;
        this.clock = clock;
        this.settings = settings;
    }

    /** Whether the change of a channel that is being stored comes with its playout. */
    boolean storing() {
        return storing;
    }

    private Instant now(Optional<Channel> channel) {
        Instant now = clock.instant();
        return channel.map(one -> keeper.running(one.id()).channel(now)).orElse(now);
    }

    /** See {@link PlayoutService#fork}. */
    Optional<Fork> fork(ChannelNumber number, Instant after) {
        Optional<Channel> known = channels.channel(number);
        Instant guarded = now(known)
                .plus(settings.guard())
                .plus(known.map(channel -> channels.relays().lead(channel.id())).orElse(Duration.ZERO));
        return known.flatMap(channel -> keeper.loaded(channel.id()))
                .flatMap(playout -> Fork.find(
                        playout.timeline().items(), after.isAfter(guarded) ? after : guarded, store::stateAfter));
    }

    /** See {@link PlayoutService#replaceFuture}. */
    boolean replaceFuture(ChannelNumber number, Fork fork, Plan plan) {
        Optional<ChannelProgramming> programming = channels.programming(number);
        Optional<ChannelPlayout> playout =
                programming.flatMap(known -> keeper.loaded(known.channel().id()));
        if (playout.isEmpty() || fork(number, fork.from()).filter(fork::stands).isEmpty()) {
            return false;
        }
        LibrarySnapshot library = keeper.library();
        PlayoutBuild.Outcome outcome = fork.replacing(
                programming.get().channel().id(),
                playout.get(),
                keeper.newBuild(programming.get().channel().id(), library, clock.instant())
                        .withNights(programming.get(), plan),
                library,
                keeper::newId);
        keeper.put(outcome);
        return true;
    }

    /** See {@link PlayoutService#preview}. */
    PlayoutDiff preview(ChannelNumber number, PlayoutEdit edit) {
        return keeper.trying(() -> diff(outcome(number, edit)));
    }

    /** See {@link PlayoutService#apply}. */
    PlayoutDiff apply(ChannelNumber number, PlayoutEdit edit) {
        PlayoutBuild.Outcome outcome = outcome(number, edit);
        PlayoutDiff diff = diff(outcome);
        ChannelProgramming before = require(number);
        ChannelProgramming after = edit.of(before);
        if (after.equals(before)) {
            keeper.put(outcome);
            return diff;
        }
        storing = true;
        try {
            channels.program(number, after.definition(), after.seed(), handle -> store.write(handle, outcome));
        } finally {
            storing = false;
        }
        keeper.show(outcome);
        return diff;
    }

    private PlayoutBuild.Outcome outcome(ChannelNumber number, PlayoutEdit edit) {
        ChannelProgramming programming = require(number);
        if (edit.definition().isPresent()) {
            channels.validate(edit.of(programming).definition());
        }
        Instant now = clock.instant();
        LibrarySnapshot library = keeper.library();
        long id = programming.channel().id();
        ChannelPlayout playout = keeper.playout(id, library, now);
        ChannelClock running = keeper.running(id);
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
        return keeper.newBuild(id, library, now).edit(edit.of(programming), playout, from, edit.forget());
    }

    /** As it is shown. */
    private PlayoutDiff diff(PlayoutBuild.Outcome outcome) {
        PlayoutTimeline before =
                keeper.loaded(outcome.channelId()).map(ChannelPlayout::timeline).orElse(PlayoutTimeline.EMPTY);
        return PlayoutDiff.between(before, outcome).shown(clocks.ahead(outcome.channelId()));
    }

    /** See {@link PlayoutService#extend}. */
    void extend(ChannelNumber number, Instant until) {
        ChannelProgramming programming = require(number);
        Instant now = clock.instant();
        if (until.isAfter(now.plus(PlayoutService.LONGEST_AHEAD))) {
            throw new ChannelException(
                    ChannelException.Kind.INVALID,
                    until + " is more than " + PlayoutService.LONGEST_AHEAD.toDays()
                            + " days ahead: choose an earlier moment");
        }
        LibrarySnapshot library = keeper.library();
        ChannelPlayout playout = keeper.playout(programming.channel().id(), library, now);
        PlayoutBuild.Outcome outcome =
                keeper.newBuild(programming.channel().id(), library, now).extend(programming, playout, until);
        if (outcome.changed()) {
            keeper.put(outcome);
        }
    }

    private ChannelProgramming require(ChannelNumber number) {
        return channels.programming(number)
                .orElseThrow(() -> new ChannelException(ChannelException.Kind.NOT_FOUND, channels.absence(number)));
    }
}
