package tv.exstream.server.session;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.fanout.ViewerInfo;

/** Who watches now, and whether one more may. Safe from any thread. */
public final class Sessions {
    /** Longer names are cut: they are shown to people and kept in memory, and the peer chooses them. */
    private static final int MAX_USER_AGENT = 200;

    private final SessionLimits limits;
    private final Clock clock;
    private final Map<String, Session> open = new LinkedHashMap<>();

    public Sessions(SessionLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** @param format {@code ts}, {@code hls}, … */
    public Admission admit(ChannelNumber channel, String address, String userAgent, String format) {
        String agent = userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
        ViewerInfo viewer = new ViewerInfo(UUID.randomUUID().toString(), address, agent, format);
        synchronized (open) {
            if (open.size() >= limits.inAll()) {
                return new Admission.Refused("All " + limits.inAll() + " places of this server are taken.");
            }
            long onChannel = open.values().stream()
                    .filter(s -> s.channel().equals(channel))
                    .count();
            if (onChannel >= limits.perChannel()) {
                return new Admission.Refused(
                        "All " + limits.perChannel() + " places of channel " + channel + " are taken.");
            }
            Session session = new Session(this, channel, viewer, clock.instant());
            open.put(viewer.id(), session);
            return session;
        }
    }

    /** In order of arrival. */
    public List<SessionView> views() {
        return snapshot().stream().map(Session::view).toList();
    }

    public Optional<Session> session(String id) {
        synchronized (open) {
            return Optional.ofNullable(open.get(id));
        }
    }

    public int count() {
        synchronized (open) {
            return open.size();
        }
    }

    /** Sends everybody away; for a server that stops. */
    public void endAll() {
        snapshot().forEach(Session::end);
    }

    void forget(Session session) {
        synchronized (open) {
            open.remove(session.viewer().id());
        }
    }

    private List<Session> snapshot() {
        synchronized (open) {
            return List.copyOf(open.values());
        }
    }
}
