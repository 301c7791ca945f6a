package tv.exstream.server.playout;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import tv.exstream.engine.BlackSpan;
import tv.exstream.server.library.EmbeddedMetadata;
import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.OrderKey;

/** Library items as schedules see them. Pure. */
final class MediaFacets {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** A season that is a year: its episodes are numbered by month and day. */
    private static final int FIRST_YEAR = 1900;

    private MediaFacets() {}

    static Airable airable(MediaItem item, MediaDetails details) {
        String title = item.show()
                .filter(show -> item.kind() == MediaKind.EPISODE && !show.isBlank())
                .orElse(item.title());
        return new Airable(item.id(), title, item.duration(), true, key(item), facets(item, details));
    }

    /** One that a collection names and the library does not have (any more). */
    static Airable missing(long mediaId) {
        return new Airable(
                mediaId, "media " + mediaId, Duration.ZERO, false, OrderKey.chronological("", 0, 0, "", mediaId));
    }

    private static Facets facets(MediaItem item, MediaDetails details) {
        boolean episode = item.kind() == MediaKind.EPISODE;
        EmbeddedMetadata embedded = item.embedded();
        return new Facets(
                item.title(),
                episode ? item.show().orElse("") : "",
                // As in chronological order: a show without seasons has one, and that is not its specials.
                episode ? item.season().orElse(1) : 0,
                episode ? item.episode().orElse(0) : 0,
                embedded.artist().orElse(""),
                embedded.album().orElse(""),
                details.directors().stream().findFirst().or(embedded::director).orElse(""),
                details.premiered().or(() -> released(item)),
                chapters(item),
                blacks(item));
    }

    private static List<Facets.Black> blacks(MediaItem item) {
        return item.blacks().stream()
                .filter(BlackSpan::sure)
                .map(span -> new Facets.Black(span.middle(), span.silent()))
                .filter(black -> black.at().compareTo(item.duration()) < 0)
                .toList();
    }

    /** Of what no sidecar knows. */
    private static Optional<LocalDate> released(MediaItem item) {
        Optional<LocalDate> aired = item.kind() == MediaKind.EPISODE ? aired(item) : Optional.empty();
        return aired.or(item.embedded()::released)
                .or(() -> item.kind() == MediaKind.EPISODE || item.year().isEmpty()
                        ? Optional.empty()
                        : Optional.of(LocalDate.of(item.year().getAsInt(), 1, 1)));
    }

    /** Of an episode that is named by the day it was aired. */
    private static Optional<LocalDate> aired(MediaItem item) {
        int year = item.season().orElse(0);
        int monthAndDay = item.episode().orElse(0);
        if (year < FIRST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, monthAndDay / 100, monthAndDay % 100));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** By their ends, rising, the last one being the item's: what is not so in the file is put right. */
    private static List<Facets.Chapter> chapters(MediaItem item) {
        List<EmbeddedMetadata.Chapter> found = item.embedded().chapters();
        List<Facets.Chapter> chapters = new ArrayList<>();
        Duration reached = Duration.ZERO;
        String title = "";
        for (int i = 0; i < found.size(); i++) {
            title = found.get(i).title().orElse("");
            // Where the next one begins this one is over, whatever it says.
            Duration end = i + 1 < found.size()
                    ? found.get(i + 1).start()
                    : found.get(i).end();
            if (end.compareTo(reached) > 0 && end.compareTo(item.duration()) < 0) {
                chapters.add(new Facets.Chapter(title, end));
                reached = end;
                title = "";
            }
        }
        if (!found.isEmpty()) {
            chapters.add(new Facets.Chapter(title, item.duration()));
        }
        return chapters;
    }

    private static OrderKey key(MediaItem item) {
        if (item.kind() == MediaKind.EPISODE) {
            // Specials come last; what has no number is ordered by its file name, which is where a date would stand.
            int season = item.season().orElse(1);
            return OrderKey.chronological(
                    item.show().orElse("").toLowerCase(Locale.ROOT),
                    season == 0 ? Integer.MAX_VALUE : season,
                    item.episode().orElse(Integer.MAX_VALUE),
                    natural(item.path().toString()),
                    item.id());
        }
        return OrderKey.chronological("", item.year().orElse(0), 0, natural(item.title()), item.id());
    }

    /** Sorts "clip 2" before "clip 10": every number is written with the same count of digits. */
    private static String natural(String text) {
        return DIGITS.matcher(text.toLowerCase(Locale.ROOT))
                .replaceAll(match -> "0".repeat(Math.max(0, 12 - match.group().length())) + match.group());
    }
}
