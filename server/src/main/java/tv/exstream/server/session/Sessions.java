package tv.exstream.server.session;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.fanout.ViewerInfo;

/** Who watches now, and whether one more may. Safe from any thread. */
public final class Sessions {
    /** The format of viewers that are one connection; all others come and go by requests. */
    public static final String CONNECTED = "ts";

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** Longer names are cut: they are shown to people and kept in memory, and the peer chooses them. */
    private static final int MAX_USER_AGENT = 200;

    /** Sessions that are over can still be looked at for a while. */
    private static final int MAX_ENDED = 100;

    private static final Duration ENDED_LIFE = Duration.ofMinutes(10);

    private final SessionLimits limits;
    private final Clock clock;
    private final List<Consumer<SessionEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<ChannelNumber, Duration>> counters = new CopyOnWriteArrayList<>();

    private final Object lock = new Object();
    private final Map<String, Session> open = new LinkedHashMap<>();
    private final Map<ChannelNumber, Integer> onChannel = new HashMap<>();
    private final Deque<SessionView> ended = new ArrayDeque<>();

    public Sessions(SessionLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** @param listener told of everything that happens, by the thread that does it: must return at once */
    public void onEvent(Consumer<SessionEvent> listener) {
        listeners.add(listener);
    }

    /** @param counter told now and then, and when a session ends, for how long a channel was watched meanwhile */
    public void onWatched(BiConsumer<ChannelNumber, Duration> counter) {
        counters.add(counter);
    }

    /** Looks for idle sessions as often as the limits say. */
    public void sweepRegularly(ScheduledExecutorService timer) {
        long millis = limits.sweep().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::sweepLogged, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** @param format {@link #CONNECTED}, {@code hls}, … */
    public Admission admit(ChannelNumber channel, String address, String userAgent, String format) {
        Session session;
        synchronized (lock) {
            if (open.size() >= limits.inAll()) {
                return new Admission.Refused("All " + limits.inAll() + " places of this server are taken.");
            }
            if (onChannel.getOrDefault(channel, 0) >= limits.perChannel()) {
                return new Admission.Refused(
                        "All " + limits.perChannel() + " places of channel " + channel + " are taken.");
            }
            ViewerInfo viewer = new ViewerInfo(UUID.randomUUID().toString(), address, cut(userAgent), format);
            session = new Session(this, channel, viewer, clock.instant());
            open.put(viewer.id(), session);
            onChannel.merge(channel, 1, Integer::sum);
        }
        tell(SessionEvent.Kind.OPENED, session);
        return session;
    }

    /**
     * For viewers of many requests: the open session of the same viewer of the same channel, or a new one where there is
     * room. Two players behind one address that call themselves the same are one viewer.
     */
    public Admission resume(ChannelNumber channel, String address, String userAgent, String format) {
        String agent = cut(userAgent);
        synchronized (lock) {
            for (Session session : open.values()) {
                ViewerInfo viewer = session.viewer();
                if (session.channel().equals(channel)
                        && viewer.format().equals(format)
                        && viewer.address().equals(address)
                        && viewer.userAgent().equals(agent)
                        && !session.isOver()) {
                    return session;
                }
            }
        }
        return admit(channel, address, userAgent, format);
    }

    private static String cut(String userAgent) {
        return userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
    }

    /** The open ones in order of arrival. */
    public List<SessionView> views() {
        long now = nowMillis();
        return snapshot().stream().map(session -> session.view(now)).toList();
    }

    /** Those that ended lately, the newest first. */
    public List<SessionView> endedViews() {
        synchronized (lock) {
            return List.copyOf(ended);
        }
    }

    public Optional<Session> session(String id) {
        synchronized (lock) {
            return Optional.ofNullable(open.get(id));
        }
    }

    public int count() {
        synchronized (lock) {
            return open.size();
        }
    }

    /** Sends everybody away; for a server that stops. */
    public void endAll() {
        snapshot().forEach(Session::end);
    }

    /** Ends what was idle for too long, tells what fell idle, counts what was watched. */
    void sweep() {
        long now = nowMillis();
        synchronized (lock) {
            while (!ended.isEmpty()
                    && ended.getLast()
                            .ended()
                            .filter(e -> e.toEpochMilli() < now - ENDED_LIFE.toMillis())
                            .isPresent()) {
                ended.removeLast();
            }
        }
        for (Session session : snapshot()) {
            changed(session);
            count(session, now);
            if (now - session.lastMillis() >= limits.idleTimeout().toMillis()) {
                LOG.info(
                        "{} ({}) took nothing of channel {} for {} s and is sent away",
                        session.viewer().address(),
                        session.viewer().format(),
                        session.channel(),
                        (now - session.lastMillis()) / 1000);
                session.end();
            }
        }
    }

    /** A scheduled task that throws is never run again; this one must be. */
    private void sweepLogged() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warn("The sessions could not be swept: {}", e.getMessage(), e);
        }
    }

    long nowMillis() {
        return clock.millis();
    }

    /** Tells the listeners if the session's state is another one than they were told. */
    void changed(Session session) {
        SessionState state = session.state(nowMillis());
        synchronized (lock) {
            if (session.toldState == state || !open.containsKey(session.viewer().id())) {
                return;
            }
            session.toldState = state;
        }
        tell(SessionEvent.Kind.CHANGED, session);
    }

    void close(Session session) {
        if (!session.markOver(clock.instant())) {
            return;
        }
        long now = nowMillis();
        count(session, now);
        SessionView last = session.view(now);
        synchronized (lock) {
            if (open.remove(session.viewer().id()) != null) {
                onChannel.computeIfPresent(session.channel(), (channel, n) -> n > 1 ? n - 1 : null);
            }
            ended.addFirst(last);
            while (ended.size() > MAX_ENDED) {
                ended.removeLast();
            }
        }
        tell(new SessionEvent(SessionEvent.Kind.CLOSED, last));
    }

    /** Time counts as watched up to the last sign of life. */
    private void count(Session session, long now) {
        long watched;
        synchronized (lock) {
            long until = Math.min(now, session.lastMillis());
            watched = until - session.countedMillis;
            session.countedMillis = Math.max(until, session.countedMillis);
        }
        if (watched > 0) {
            Duration time = Duration.ofMillis(watched);
            counters.forEach(counter -> counter.accept(session.channel(), time));
        }
    }

    private void tell(SessionEvent.Kind kind, Session session) {
        if (!listeners.isEmpty()) {
            tell(new SessionEvent(kind, session.view(nowMillis())));
        }
    }

    private void tell(SessionEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private List<Session> snapshot() {
        synchronized (lock) {
            return new ArrayList<>(open.values());
        }
    }
}
