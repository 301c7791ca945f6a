package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import tv.exstream.server.schedule.Content;
import tv.exstream.server.schedule.FillerKind;
import tv.exstream.server.schedule.ScheduledItem;

/** An airing as the database has it; times and points in milliseconds. */
record PlayoutRow(
        long id,
        long channelId,
        long start,
        long finish,
        String content,
        Optional<Long> mediaId,
        Optional<String> videoGraph,
        Optional<String> audioGraph,
        long inPoint,
        long outPoint,
        Optional<String> fillerKind,
        String title) {
    static PlayoutRow of(long channelId, long id, ScheduledItem item) {
        Optional<Content.Rendered> rendered =
                item.content() instanceof Content.Rendered r ? Optional.of(r) : Optional.empty();
        return new PlayoutRow(
                id,
                channelId,
                item.start().toEpochMilli(),
                item.finish().toEpochMilli(),
                switch (item.content()) {
                    case Content.Media m -> "MEDIA";
                    case Content.Rendered r -> "RENDERED";
                    case Content.Offline o -> "OFFLINE";
                },
                item.content() instanceof Content.Media m ? Optional.of(m.mediaId()) : Optional.empty(),
                rendered.map(Content.Rendered::videoGraph),
                rendered.map(Content.Rendered::audioGraph),
                item.inPoint().toMillis(),
                item.outPoint().toMillis(),
                item.fillerKind().map(FillerKind::name),
                item.title());
    }

    ScheduledItem item() {
        return new ScheduledItem(
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(finish),
                switch (content) {
                    case "MEDIA" -> new Content.Media(mediaId.orElseThrow());
                    case "RENDERED" -> new Content.Rendered(videoGraph.orElseThrow(), audioGraph.orElseThrow());
                    default -> new Content.Offline();
                },
                Duration.ofMillis(inPoint),
                Duration.ofMillis(outPoint),
                fillerKind.map(FillerKind::valueOf),
                title);
    }
}
