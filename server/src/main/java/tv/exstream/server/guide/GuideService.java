package tv.exstream.server.guide;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;
import tv.exstream.server.playout.PlayoutItem;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutTimeline;
import tv.exstream.server.schedule.Content;
import tv.exstream.server.schedule.ScheduledItem;

/**
 * The guide over a {@link PlayoutService}. Computed when asked: there is nothing that could be out of step with the
 * playout. Spans off air that touch are one entry, and so are holes where the server was off.
 */
public final class GuideService implements Guide {
    private static final String OFF_AIR = "Off air";

    private final PlayoutService playouts;
    private final MediaCatalog catalog;

    public GuideService(PlayoutService playouts, MediaCatalog catalog) {
        this.playouts = playouts;
        this.catalog = catalog;
    }

    @Override
    public List<GuideEntry> entries(ChannelNumber channel, Instant from, Instant to) {
        Optional<PlayoutTimeline> timeline = playouts.timeline(channel);
        if (timeline.isEmpty() || timeline.get().items().isEmpty() || !from.isBefore(to)) {
            return List.of();
        }
        // A span off air is told whole, so that it is the same entry whatever is asked for.
        Instant begin = OffAirSpan.begin(timeline.get(), from);
        Instant end = OffAirSpan.end(timeline.get(), to);
        return List.copyOf(entries(timeline.get().overlapping(begin, end), begin, end));
    }

    private List<GuideEntry> entries(List<PlayoutItem> items, Instant begin, Instant end) {
        List<GuideEntry> entries = new ArrayList<>(items.size());
        Instant reached = begin;
        for (PlayoutItem item : items) {
            if (item.offline()) {
                continue;
            }
            if (item.start().isAfter(reached)) {
                entries.add(offAir(reached, item.start()));
            }
            entries.add(entry(item));
            reached = item.finish();
        }
        if (reached.isBefore(end)) {
            entries.add(offAir(reached, end));
        }
        return entries;
    }

    @Override
    public Optional<GuideEntry> at(ChannelNumber channel, Instant instant) {
        List<GuideEntry> entries = entries(channel, instant, instant.plusMillis(1));
        if (!entries.isEmpty()) {
            return Optional.of(entries.getFirst());
        }
        // Listed, but nothing is built for that time: a channel always has a current programme.
        Instant hour = instant.truncatedTo(ChronoUnit.HOURS);
        return playouts.timeline(channel).map(timeline -> offAir(hour, hour.plus(1, ChronoUnit.HOURS)));
    }

    @Override
    public long revision() {
        return playouts.revision() + catalog.revision();
    }

    private static GuideEntry offAir(Instant start, Instant stop) {
        return new GuideEntry(
                start,
                stop,
                OFF_AIR,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private GuideEntry entry(PlayoutItem airing) {
        ScheduledItem item = airing.item();
        OptionalLong mediaId =
                item.content() instanceof Content.Media media ? OptionalLong.of(media.mediaId()) : OptionalLong.empty();
        Optional<MediaItem> media = mediaId.isPresent() ? catalog.item(mediaId.getAsLong()) : Optional.empty();
        Optional<MediaItem> episode = media.filter(m -> m.kind() == MediaKind.EPISODE);
        return new GuideEntry(
                item.start(),
                item.finish(),
                item.title(),
                episode.map(MediaItem::title).filter(title -> !title.equals(item.title())),
                media.flatMap(MediaItem::description),
                episode.map(MediaItem::season).orElse(OptionalInt.empty()),
                episode.map(MediaItem::episode).orElse(OptionalInt.empty()),
                media.map(MediaItem::year).orElse(OptionalInt.empty()),
                media.map(GuideService::categories).orElse(List.of()),
                item.fillerKind()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                mediaId);
    }

    private static List<String> categories(MediaItem media) {
        Stream<String> kind = switch (media.kind()) {
            case EPISODE -> Stream.of("Series");
            case MOVIE -> Stream.of("Movie");
            case MUSIC -> Stream.of("Music");
            case OTHER -> Stream.empty();
        };
        return Stream.concat(kind, media.genres().stream())
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
    }
}
