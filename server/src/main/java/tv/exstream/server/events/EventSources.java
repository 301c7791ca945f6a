package tv.exstream.server.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.Programme;
import tv.exstream.server.session.SessionEvent;
import tv.exstream.server.session.SessionView;
import tv.exstream.server.session.Sessions;

/** Turns what sessions and channels do into events. Channels are looked at regularly: the engine reports to nobody. */
public final class EventSources {
    private static final Logger LOG = LoggerFactory.getLogger(EventSources.class);

    private final EventLog log;
    private final Engine engine;
    private final Clock clock;
    private final Map<ChannelNumber, Seen> seen = new HashMap<>();

    private record Seen(
            ChannelStatus.State state, boolean slate, Optional<String> programme, Map<FaultClass, Long> faults) {
        static Seen of(ChannelStatus status) {
            return new Seen(
                    status.state(),
                    status.slate(),
                    status.programme().map(Programme::title),
                    status.counters().faults());
        }

        boolean sameAir(Seen other) {
            return state == other.state && slate == other.slate && programme.equals(other.programme);
        }
    }

    private record SessionNews(String type, Instant time, SessionView session) {}

    private record ChannelNews(
            String channel, Instant time, String state, boolean slate, Optional<String> programme, int viewers) {}

    private record FaultNews(String channel, Instant time, String kind, long count, Optional<String> detail) {}

    public EventSources(EventLog log, Sessions sessions, Engine engine, Clock clock) {
        this.log = log;
        this.engine = engine;
        this.clock = clock;
        sessions.onEvent(this::session);
    }

    public void follow(ScheduledExecutorService timer, Duration interval) {
        var unused = timer.scheduleWithFixedDelay(this::lookLogged, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void session(SessionEvent event) {
        log.add(
                Event.Topic.SESSION,
                Optional.of(event.session().channel()),
                new SessionNews(event.kind().name().toLowerCase(Locale.ROOT), clock.instant(), event.session()));
    }

    private void lookLogged() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Channels could not be looked at: {}", e.getMessage());
        }
    }

    /** Compares each channel with how it was the last time. */
    synchronized void look() {
        for (ChannelHandle channel : engine.channels()) {
            ChannelStatus status = channel.status();
            Seen now = Seen.of(status);
            Seen before = seen.put(status.number(), now);
            if (before != null) {
                compare(status, before, now);
            }
        }
    }

    private void compare(ChannelStatus status, Seen before, Seen now) {
        String number = status.number().toString();
        if (!now.sameAir(before)) {
            log.add(
                    Event.Topic.CHANNEL,
                    Optional.of(number),
                    new ChannelNews(
                            number,
                            clock.instant(),
                            now.state().name(),
                            now.slate(),
                            now.programme(),
                            status.viewers().size()));
        }
        now.faults().forEach((kind, count) -> {
            if (count > before.faults().getOrDefault(kind, 0L)) {
                log.add(
                        Event.Topic.FAULT,
                        Optional.of(number),
                        new FaultNews(number, clock.instant(), kind.name(), count, status.fault()));
            }
        });
    }
}
