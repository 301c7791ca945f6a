package tv.exstream.server.script;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.playout.Fork;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.schedule.interpreter.ScriptSession;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.script.ScriptException.Kind;

/**
 * The sessions that scripts have open. Nothing of a session is visible before it is committed, all of it afterwards; one
 * that has not been used for {@link #IDLE} is gone. Safe from any thread.
 */
public final class ScriptSessions {
    /** How long a session waits for its script. */
    public static final Duration IDLE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ScriptSessions.class);
    private static final int MOST = 16;
    /** What begins sooner than this from now is left alone: a script needs time to say what it wants. */
    private static final Duration LEAD = Duration.ofMinutes(1);

    private static final Duration LONGEST_SPAN = Duration.ofDays(31);

    private final PlayoutService playouts;
    private final Function<ChannelNumber, ZoneId> zones;
    private final InstantSource clock;
    private final Map<String, OpenScript> open = new TreeMap<>();

    /** @param zones whose wall clock a channel's scripts mean */
    public ScriptSessions(PlayoutService playouts, Function<ChannelNumber, ZoneId> zones, InstantSource clock) {
        this.playouts = playouts;
        this.zones = zones;
        this.clock = clock;
    }

    /**
     * All times are the {@link PlayoutService#channelTime channel's}.
     *
     * @param fresh from soon on, and without what earlier scripts remember; else where the newest one ended
     * @param from  not earlier than this
     * @param until how far to build; empty: so long as {@code span} says
     * @throws ScriptException where there is no such channel, the times make no sense or too many sessions are open
     */
    OpenScript open(
            ChannelNumber channel, boolean fresh, Optional<Instant> from, Optional<Instant> until, Duration span) {
        Instant soon = playouts.channelTime(channel, clock.instant()).plus(LEAD);
        Fork last = fork(channel, Instant.MAX);
        Optional<Instant> scripted = last.state().scriptedUntil().filter(end -> !fresh && end.isAfter(soon));
        Instant earliest = from.or(() -> scripted).filter(soon::isBefore).orElse(soon);
        Fork fork = fork(channel, earliest);
        Instant end = until.orElseGet(() -> fork.from().plus(span)).truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(fork.from()) || end.isAfter(fork.from().plus(LONGEST_SPAN))) {
            throw new ScriptException(
                    Kind.INVALID,
                    "the session would begin at " + fork.from() + ", where an item ends, and build until " + end
                            + ": give an 'until' after that, at most " + LONGEST_SPAN.toDays() + " days");
        }
        ScriptSession session =
                new ScriptSession(playouts.library(), fork.state(), fresh, zones.apply(channel), fork.from(), end);
        OpenScript script = new OpenScript(UUID.randomUUID().toString(), channel, fresh, fork, session, clock);
        synchronized (open) {
            sweep();
            if (open.size() >= MOST) {
                throw new ScriptException(
                        Kind.FULL,
                        MOST + " sessions are open already: commit or discard one; what is not used for "
                                + IDLE.toMinutes() + " minutes is discarded by itself");
            }
            open.put(script.id(), script);
        }
        return script;
    }

    private Fork fork(ChannelNumber channel, Instant after) {
        return playouts.fork(channel, after)
                .orElseThrow(() -> new ScriptException(
                        Kind.NOT_FOUND,
                        "there is no channel " + channel + " with a playout: /api/channels lists the channels"));
    }

    /** @throws ScriptException where there is no such session, or no longer */
    OpenScript get(String id) {
        synchronized (open) {
            sweep();
            OpenScript script = open.get(id);
            if (script == null) {
                throw new ScriptException(
                        Kind.NOT_FOUND,
                        "there is no session '" + id + "': it has been committed or discarded, or was not used for "
                                + IDLE.toMinutes() + " minutes; open another one");
            }
            return script;
        }
    }

    /** Those of a channel. */
    List<OpenScript> of(ChannelNumber channel) {
        synchronized (open) {
            sweep();
            return open.values().stream()
                    .filter(script -> script.channel().equals(channel))
                    .toList();
        }
    }

    /**
     * Puts on air what a session has built, and ends it.
     *
     * @throws ScriptException where it has built nothing, and stays open; or where the playout has changed since it
     *                         began, and is discarded
     */
    Plan commit(OpenScript script) {
        return script.use(session -> {
            Plan plan = session.plan();
            discard(script);
            if (!playouts.replaceFuture(script.channel(), script.fork(), plan)) {
                throw new ScriptException(
                        Kind.CONFLICT,
                        "the playout of channel " + script.channel() + " has changed since the session began, or "
                                + plan.from() + " is over: nothing was changed; open another session");
            }
            LOG.info(
                    "a script has built channel {} from {} to {}: {} items",
                    script.channel(),
                    plan.from(),
                    plan.finish(),
                    plan.steps().size());
            return plan;
        });
    }

    void discard(OpenScript script) {
        synchronized (open) {
            open.remove(script.id());
        }
    }

    private void sweep() {
        Instant before = clock.instant().minus(IDLE);
        open.values().removeIf(script -> script.used().isBefore(before));
    }
}
