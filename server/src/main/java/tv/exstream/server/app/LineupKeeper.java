package tv.exstream.server.app;

import java.util.List;

import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.DemoLineup;
import tv.exstream.server.channels.LineupBuilder;
import tv.exstream.server.channels.LineupFamily;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.playout.PlayoutService;

/** Makes the automatic channels what the library and the demo switch ask for. Any thread; one at a time. */
final class LineupKeeper {
    private final MediaCatalog catalog;
    private final ChannelService channels;
    private final PlayoutService playouts;
    private final boolean demo;
    private final int minEpisodes;
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
        libraryChanged();
        playouts.start();
    }

    /** After a scan: cheap when it found nothing new. */
    synchronized void libraryChanged() {
        long revision = catalog.revision();
        if (revision != builtFor) {
            channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(catalog.items(), minEpisodes));
            builtFor = revision;
            playouts.tick();
        }
    }
}
