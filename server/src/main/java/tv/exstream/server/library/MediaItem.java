package tv.exstream.server.library;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import tv.exstream.engine.BlackSpan;

/**
 * A playable file of the library.
 *
 * @param id         stable for as long as the file stays where it is, also while it is away
 * @param folderId   the library folder it was found in
 * @param path       absolute
 * @param title      of the episode, movie, track or clip; not blank
 * @param show       of an episode; names the show including nothing else (the year only where it tells two shows apart)
 * @param season     of an episode, 0 for specials; the year of a dated one; empty where the show has no seasons
 * @param episode    first (or only) episode in the file; month · 100 + day of a dated one
 * @param episodeEnd last episode in the file where it holds several; at least {@code episode}
 * @param year       of the movie, or the show's first year
 * @param genres     in the order given by its source
 * @param duration   how long it plays; positive
 * @param addedAt    when it was first seen
 * @param embedded   what the file says of itself
 * @param blacks     where its picture is black, in order, as far as that was looked at
 */
public record MediaItem(
        long id,
        long folderId,
        Path path,
        MediaKind kind,
        String title,
        Optional<String> show,
        OptionalInt season,
        OptionalInt episode,
        OptionalInt episodeEnd,
        OptionalInt year,
        List<String> genres,
        Optional<String> description,
        Duration duration,
        boolean hasVideo,
        boolean hasAudio,
        Instant addedAt,
        EmbeddedMetadata embedded,
        List<BlackSpan> blacks) {
    /** A file whose pictures have not been looked at. */
    public MediaItem(
            long id,
            long folderId,
            Path path,
            MediaKind kind,
            String title,
            Optional<String> show,
            OptionalInt season,
            OptionalInt episode,
            OptionalInt episodeEnd,
            OptionalInt year,
            List<String> genres,
            Optional<String> description,
            Duration duration,
            boolean hasVideo,
            boolean hasAudio,
            Instant addedAt,
            EmbeddedMetadata embedded) {
        this(
                id,
                folderId,
                path,
                kind,
                title,
                show,
                season,
                episode,
                episodeEnd,
                year,
                genres,
                description,
                duration,
                hasVideo,
                hasAudio,
                addedAt,
                embedded,
                List.of());
    }

    /** A file that says nothing of itself. */
    public MediaItem(
            long id,
            long folderId,
            Path path,
            MediaKind kind,
            String title,
            Optional<String> show,
            OptionalInt season,
            OptionalInt episode,
            OptionalInt episodeEnd,
            OptionalInt year,
            List<String> genres,
            Optional<String> description,
            Duration duration,
            boolean hasVideo,
            boolean hasAudio,
            Instant addedAt) {
        this(
                id,
                folderId,
                path,
                kind,
                title,
                show,
                season,
                episode,
                episodeEnd,
                year,
                genres,
                description,
                duration,
                hasVideo,
                hasAudio,
                addedAt,
                EmbeddedMetadata.NONE);
    }

    public MediaItem {
        genres = List.copyOf(genres);
        blacks = List.copyOf(blacks);
        if (title.isBlank()) {
            throw new IllegalArgumentException("media item " + id + " (" + path + ") has a blank title");
        }
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("media item " + id + " (" + path + ") has no duration");
        }
        if (episodeEnd.isPresent() && (episode.isEmpty() || episodeEnd.getAsInt() < episode.getAsInt())) {
            throw new IllegalArgumentException("media item " + id + " (" + path + ") ends before its first episode");
        }
    }

    /** Whether season and episode are a year and a day of it. */
    public boolean dated() {
        return episode.isPresent() && season.orElse(0) >= EpisodeMark.FIRST_DATED_SEASON;
    }

    /** What a programme with it is called unless its schedule says otherwise: the show of an episode, else its title. */
    public String airingTitle() {
        return show.filter(name -> kind == MediaKind.EPISODE && !name.isBlank()).orElse(title);
    }
}
