package tv.exstream.server.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.server.session.Admission;
import tv.exstream.server.session.Session;
import tv.exstream.server.session.Sessions;

/**
 * Who watches by HLS: requests come and go, so a viewer is whoever asks again within the idle time. Known by the session
 * in the playlist's address, else by address and name. Safe from any thread.
 */
public final class HlsViewers {
    /** Those sent away are told so when they come back, as long as they are remembered. */
    private static final int REMEMBERED = 1_000;

    private final Sessions sessions;
    private final HlsOptions options;
    private final Duration idle;
    private final LongSupplier nanos;

    /** In order of arrival. */
    private final Map<String, Viewer> viewers = new LinkedHashMap<>();

    private final Map<String, Boolean> sentAway = new LinkedHashMap<>();

    /** By which one is known who has no session. */
    record Visitor(ChannelNumber channel, String address, String agent) {}

    /** Let in, or why not. */
    sealed interface Entry {}

    record Refused(Refusal refusal) implements Entry {}

    /** One who was let in. */
    final class Viewer implements Entry {
        private final Visitor visitor;
        private final Session session;
        private final HlsFeed feed;
        private volatile long seenNanos;
        private volatile boolean claimed;

        private Viewer(Visitor visitor, Session session, HlsFeed feed) {
            this.visitor = visitor;
            this.session = session;
            this.feed = feed;
            seenNanos = nanos.getAsLong();
        }

        String id() {
            return session.viewer().id();
        }

        HlsFeed feed() {
            return feed;
        }

        void delivered(long bytes) {
            feed.delivered(bytes);
            session.touch(bytes);
        }

        private Viewer seen() {
            seenNanos = nanos.getAsLong();
            session.touch(0);
            return this;
        }

        private void leave() {
            feed.close();
            session.close();
        }
    }

    /**
     * @param idle  a viewer that asks for nothing for so long has gone
     * @param nanos monotonic
     */
    public HlsViewers(Sessions sessions, HlsOptions options, Duration idle, LongSupplier nanos) {
        this.sessions = sessions;
        this.options = options;
        this.idle = idle;
        this.nanos = nanos;
    }

    /** One who asks for the master playlist: a new viewer, unless it is one who has only asked for that so far. */
    Entry arrive(ChannelHandle channel, Visitor visitor) {
        synchronized (viewers) {
            Optional<Viewer> waiting =
                    of(visitor).filter(viewer -> !viewer.claimed).findFirst();
            if (waiting.isPresent()) {
                return waiting.get().seen();
            }
        }
        return admit(channel, visitor);
    }

    /** One who asks for a media playlist; let in as a new viewer when unknown. */
    Entry returning(ChannelHandle channel, Visitor visitor, @Nullable String session) {
        synchronized (viewers) {
            if (session != null && sentAway.containsKey(session)) {
                return new Refused(Refusal.sentAway());
            }
            Optional<Viewer> known = Optional.ofNullable(session)
                    .map(viewers::get)
                    .filter(viewer -> viewer.visitor.channel().equals(channel.number()))
                    .or(() -> of(visitor).reduce((one, later) -> later));
            if (known.isPresent()) {
                known.get().claimed = true;
                return known.get().seen();
            }
        }
        Entry entry = admit(channel, visitor);
        if (entry instanceof Viewer viewer) {
            viewer.claimed = true;
        }
        return entry;
    }

    /** Where to take a segment from: the visitor's own feed, else (a cache asks for it) that of any viewer. */
    Optional<Viewer> source(Visitor visitor) {
        synchronized (viewers) {
            Optional<Viewer> own =
                    of(visitor).reduce((one, other) -> one.seenNanos - other.seenNanos > 0 ? one : other);
            own.ifPresent(Viewer::seen);
            return own.or(() -> viewers.values().stream()
                    .filter(viewer -> viewer.visitor.channel().equals(visitor.channel()))
                    .findFirst());
        }
    }

    private Stream<Viewer> of(Visitor visitor) {
        return viewers.values().stream().filter(viewer -> viewer.visitor.equals(visitor));
    }

    private Entry admit(ChannelHandle channel, Visitor visitor) {
        Admission admission = sessions.admit(visitor.channel(), visitor.address(), visitor.agent(), "hls");
        if (admission instanceof Admission.Refused refused) {
            return new Refused(Refusal.full(refused.reason()));
        }
        Session session = (Session) admission;
        Viewer viewer;
        try {
            viewer = new Viewer(visitor, session, channel.hls(options, session.viewer()));
        } catch (EngineException e) {
            session.close();
            return new Refused(Refusal.unavailable(e.getMessage() + " Try again in a moment."));
        }
        synchronized (viewers) {
            viewers.put(viewer.id(), viewer);
        }
        session.attach(viewer.feed::stats, () -> sendAway(viewer));
        return viewer;
    }

    private void sendAway(Viewer viewer) {
        synchronized (viewers) {
            viewers.remove(viewer.id());
            sentAway.put(viewer.id(), true);
            if (sentAway.size() > REMEMBERED) {
                sentAway.remove(sentAway.keySet().iterator().next());
            }
        }
        viewer.leave();
    }

    /** Lets go of those who have not asked for anything for the idle time. To be called every now and then. */
    public void sweep() {
        List<Viewer> gone = new ArrayList<>();
        long now = nanos.getAsLong();
        synchronized (viewers) {
            viewers.values().removeIf(viewer -> {
                boolean idles = now - viewer.seenNanos > idle.toNanos() || viewer.feed.closed();
                if (idles) {
                    gone.add(viewer);
                }
                return idles;
            });
        }
        gone.forEach(Viewer::leave);
    }
}
