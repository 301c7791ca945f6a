package tv.exstream.server.guide;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.config.GuideTemplates;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutTimeline;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.ScheduledItem;

/**
 * The guide over a {@link PlayoutService}. Entries are made when asked for; all that is kept is where a timeline is cut,
 * with the timeline it was made from, so there is nothing that could be out of step with the playout.
 */
public final class GuideService implements Guide {
    private final PlayoutService playouts;
    private final MediaCatalog catalog;
    private final ProgrammeTexts texts;
    private final ZoneId zone;
    private final Map<ChannelNumber, GuideLine> merged = new ConcurrentHashMap<>();
    private final Map<ChannelNumber, GuideLine> ofItems = new ConcurrentHashMap<>();

    /** With the usual titles, and days as they are in UTC. */
    public GuideService(PlayoutService playouts, MediaCatalog catalog) {
        this(playouts, catalog, GuideTemplates.DEFAULT, ZoneOffset.UTC);
    }

    /** @param zone in which a programme's day begins at midnight */
    public GuideService(PlayoutService playouts, MediaCatalog catalog, GuideTemplates templates, ZoneId zone) {
        this.playouts = playouts;
        this.catalog = catalog;
        this.texts = new ProgrammeTexts(templates);
        this.zone = zone;
    }

    @Override
    public List<GuideEntry> entries(ChannelNumber channel, Instant from, Instant to) {
        List<String> categories = categories(channel);
        return map(channel, from, to, merged, GuideLine::merged, span -> entry(span, categories));
    }

    /** What overlaps {@code [from, to)} item by item, in order, contiguous; empty for an unknown channel. */
    public List<Airing> airings(ChannelNumber channel, Instant from, Instant to) {
        List<String> categories = categories(channel);
        return map(
                channel,
                from,
                to,
                ofItems,
                GuideLine::ofItems,
                span -> span.item()
                        .map(item -> Airing.of(entry(span, categories), item))
                        .orElseGet(() -> Airing.offAir(entry(span, categories))));
    }

    /** What every programme of a channel is. */
    private List<String> categories(ChannelNumber channel) {
        return playouts.channels().channel(channel).map(Channel::categories).orElse(List.of());
    }

    private <T> List<T> map(
            ChannelNumber channel,
            Instant from,
            Instant to,
            Map<ChannelNumber, GuideLine> lines,
            Function<PlayoutTimeline, GuideLine> cut,
            Function<GuideLine.Span, T> view) {
        Optional<PlayoutTimeline> timeline = playouts.timeline(channel);
        if (timeline.isEmpty() || !from.isBefore(to)) {
            return List.of();
        }
        List<GuideLine.Span> spans = timeline.get().items().isEmpty()
                ? GuideLine.unknown(from, to)
                : line(channel, timeline.get(), lines, cut).overlapping(from, to);
        return spans.stream().map(view).toList();
    }

    /** Two who come at once may both cut the timeline; they cut it alike. */
    private GuideLine line(
            ChannelNumber channel,
            PlayoutTimeline timeline,
            Map<ChannelNumber, GuideLine> lines,
            Function<PlayoutTimeline, GuideLine> cut) {
        GuideLine known = lines.get(channel);
        if (known != null && known.isOf(timeline)) {
            return known;
        }
        GuideLine line = cut.apply(timeline);
        lines.put(channel, line);
        // Channels that are gone leave their lines behind.
        if (lines.size() > playouts.channels().channels().size()) {
            lines.keySet()
                    .removeIf(number -> playouts.channels().channel(number).isEmpty());
        }
        return line;
    }

    @Override
    public Optional<GuideEntry> at(ChannelNumber channel, Instant instant) {
        List<GuideEntry> entries = entries(channel, instant, instant.plusNanos(1));
        if (!entries.isEmpty()) {
            return Optional.of(entries.getFirst());
        }
        // Listed, but nothing is built for that time: a channel always has a current programme.
        return playouts.timeline(channel).map(timeline -> {
            Instant hour = instant.truncatedTo(ChronoUnit.HOURS);
            Instant known =
                    timeline.finish().filter(end -> !end.isAfter(instant)).orElse(hour);
            return GuideEntry.offAir(known.isAfter(hour) ? known : hour, hour.plus(1, ChronoUnit.HOURS));
        });
    }

    @Override
    public long revision() {
        return playouts.revision() + catalog.revision();
    }

    private GuideEntry entry(GuideLine.Span span, List<String> ofChannel) {
        if (span.item().isEmpty()) {
            return GuideEntry.offAir(span.from(), span.to());
        }
        ScheduledItem item = span.item().get().item();
        if (item.content() instanceof Content.Media media) {
            return catalog.item(media.mediaId())
                    .map(known -> entry(span, item, known, ofChannel))
                    .orElseGet(() -> plain(span, item, OptionalLong.of(media.mediaId()), ofChannel));
        }
        return plain(span, item, OptionalLong.empty(), ofChannel);
    }

    private static GuideEntry plain(
            GuideLine.Span span, ScheduledItem item, OptionalLong mediaId, List<String> categories) {
        return new GuideEntry(
                span.from(),
                span.to(),
                item.title(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                categories,
                item.fillerKind().map(GuideService::word),
                mediaId);
    }

    private GuideEntry entry(GuideLine.Span span, ScheduledItem item, MediaItem media, List<String> ofChannel) {
        MediaDetails details = catalog.details(media.id());
        ProgrammeTexts.Texts said = texts.of(item.title(), media, details);
        boolean episode = media.kind() == MediaKind.EPISODE;
        return new GuideEntry(
                span.from(),
                span.to(),
                said.title(),
                said.subTitle(),
                said.description(),
                episode ? media.season() : OptionalInt.empty(),
                episode ? media.episode() : OptionalInt.empty(),
                media.year(),
                categories(media, ofChannel),
                item.fillerKind().map(GuideService::word),
                OptionalLong.of(media.id()),
                episode ? media.episodeEnd() : OptionalInt.empty(),
                episode && media.dated(),
                streams(media),
                details,
                Showing.of(span.earlier(), span.from().atZone(zone).toLocalDate(), media, details));
    }

    private static String word(FillerKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static GuideEntry.Streams streams(MediaItem media) {
        if (media.hasVideo()) {
            return media.hasAudio() ? GuideEntry.Streams.PICTURE_AND_SOUND : GuideEntry.Streams.PICTURE_ONLY;
        }
        return GuideEntry.Streams.SOUND_ONLY;
    }

    /** Its own, then its channel's; each once, in whatever case. */
    private static List<String> categories(MediaItem media, List<String> ofChannel) {
        List<String> categories = new ArrayList<>(1 + media.genres().size() + ofChannel.size());
        switch (media.kind()) {
            case EPISODE -> categories.add("Series");
            case MOVIE -> categories.add("Movie");
            case MUSIC -> categories.add("Music");
            case OTHER -> {}
        }
        for (String genre : media.genres()) {
            if (!genre.isBlank() && !categories.contains(genre)) {
                categories.add(genre);
            }
        }
        for (String category : ofChannel) {
            if (categories.stream().noneMatch(category::equalsIgnoreCase)) {
                categories.add(category);
            }
        }
        return categories;
    }
}
