package tv.exstream.server.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.DemoLineup;
import tv.exstream.server.channels.LineupBuilder;
import tv.exstream.server.channels.LineupFamily;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.playout.PlayoutService;

/** Makes the automatic channels what the library and the demo switch ask for. Any thread; one at a time. */
final class LineupKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LineupKeeper.class);
    /** A scan changes the library every few seconds; each new line-up costs a new playout. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final MediaCatalog catalog;
    private final ChannelService channels;
    private final PlayoutService playouts;
    private final boolean demo;
    private final int minEpisodes;
    private final AtomicBoolean pending = new AtomicBoolean();
    private long builtFor = -1;

    LineupKeeper(
            MediaCatalog catalog, ChannelService channels, PlayoutService playouts, boolean demo, int minEpisodes) {
        this.catalog = catalog;
        this.channels = channels;
        this.playouts = playouts;
        this.demo = demo;
        this.minEpisodes = minEpisodes;
    }

    /** At start, from what is known of earlier scans. */
    synchronized void begin() {
        channels.applyLineup(LineupFamily.DEMO, demo ? DemoLineup.channels() : List.of());
        rebuild();
        playouts.start();
    }

    /** Says that the library is not what it was: soon, and once for many changes of a running scan, channels follow. */
    void changed(ScheduledExecutorService timer) {
        if (pending.compareAndSet(false, true)) {
            try {
                ScheduledFuture<?> unused =
                        timer.schedule(this::rebuildLogged, SETTLE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the server stops, the line-up stays as it is");
            }
        }
    }

    private void rebuildLogged() {
        pending.set(false);
        try {
            rebuild();
        } catch (RuntimeException e) {
            LOG.warn("The channels could not be brought up to date with the library: {}", e.getMessage(), e);
        }
    }

    /** Cheap when the library is as it was. */
    synchronized void rebuild() {
        long revision = catalog.revision();
        if (revision != builtFor) {
            channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(catalog.items(), minEpisodes));
            playouts.tick();
            builtFor = revision;
        }
    }
}
