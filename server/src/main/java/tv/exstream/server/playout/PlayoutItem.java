package tv.exstream.server.playout;

import java.time.Instant;
import java.util.Optional;

import tv.exstream.engine.MediaSource;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;

/**
 * One airing.
 *
 * @param id     unique within the installation
 * @param source what the engine opens: empty while off air, and for media that had left the library when it was loaded
 */
public record PlayoutItem(long id, ScheduledItem item, Optional<MediaSource> source) {
    public Instant start() {
        return item.start();
    }

    public Instant finish() {
        return item.finish();
    }

    public boolean offline() {
        return item.content() instanceof Content.Offline;
    }
}
