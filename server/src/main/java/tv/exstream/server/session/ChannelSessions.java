package tv.exstream.server.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

/** The channels on air, each one session shared by its viewers. Safe from any thread. */
public final class ChannelSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelSessions.class);

    private final Engine engine;
    private final Sessions sessions;
    private final Clock clock;
    private final Map<ChannelNumber, Run> runs = new HashMap<>();

    /** A run is told from the one before by its number. */
    private record Run(long starts, Instant since) {}

    public ChannelSessions(Engine engine, Sessions sessions, Clock clock) {
        this.engine = engine;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Looks regularly, so that a run is known from its beginning. */
    public void follow(ScheduledExecutorService timer, Duration interval) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        long unusedCount = views().size();
                    } catch (RuntimeException e) {
                        LOG.warn("The channels on air could not be looked at: {}", e.getMessage());
                    }
                },
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Those on air, in order of number. */
    public List<ChannelSessionView> views() {
        List<SessionView> viewers = sessions.views();
        List<ChannelSessionView> views = new ArrayList<>();
        synchronized (runs) {
            for (ChannelHandle channel : engine.channels()) {
                ChannelStatus status = channel.status();
                if (status.state() == ChannelStatus.State.STOPPED) {
                    runs.remove(status.number());
                } else {
                    views.add(view(status, viewers));
                }
            }
        }
        return views;
    }

    private ChannelSessionView view(ChannelStatus status, List<SessionView> viewers) {
        ChannelStatus.Counters counters = status.counters();
        Run run = runs.compute(
                status.number(),
                (number, known) -> known != null && known.starts() == counters.starts()
                        ? known
                        : new Run(counters.starts(), clock.instant()));
        String number = status.number().toString();
        return new ChannelSessionView(
                number,
                status.state(),
                run.since(),
                viewers.stream()
                        .filter(v -> v.channel().equals(number))
                        .map(SessionView::id)
                        .toList(),
                counters.bytes(),
                counters.starts(),
                counters.reopens(),
                status.slate(),
                counters.slateMillis() / 1000.0,
                status.fault());
    }

    /** Empty when the channel is not on air. */
    public Optional<ChannelSessionView> view(ChannelNumber number) {
        return views().stream()
                .filter(view -> view.channel().equals(number.toString()))
                .findFirst();
    }
}
