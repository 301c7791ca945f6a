package tv.exstream.server.guide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import tv.exstream.server.library.Artwork;
import tv.exstream.server.library.MediaDetails;

/**
 * One programme in the guide: a view of one playout item (or of the items merged into it).
 *
 * @param start      first instant on air
 * @param stop       first instant no longer on air; equals the next entry's start
 * @param year       of the film, or the show's first one
 * @param fillerKind empty for a programme, else what kind of filler it is
 * @param mediaId    library item shown, empty for synthetic or offline spans
 * @param episodeEnd the last episode where the programme is several
 * @param dated      season and episode are a year, and month · 100 + day, see {@link tv.exstream.server.library.MediaItem}
 * @param streams    whether there are picture and sound
 * @param details    credits, ratings, picture and sound
 * @param showing    whether it is new
 */
public record GuideEntry(
        Instant start,
        Instant stop,
        String title,
        Optional<String> subTitle,
        Optional<String> description,
        OptionalInt season,
        OptionalInt episode,
        OptionalInt year,
        List<String> categories,
        Optional<String> fillerKind,
        OptionalLong mediaId,
        OptionalInt episodeEnd,
        boolean dated,
        Streams streams,
        MediaDetails details,
        Showing showing) {
    private static final List<Artwork> OF_AN_EPISODE = List.of(Artwork.STILL, Artwork.POSTER, Artwork.BACKDROP);
    private static final List<Artwork> OF_ANYTHING_ELSE = List.of(Artwork.POSTER, Artwork.STILL, Artwork.BACKDROP);

    public GuideEntry {
        categories = List.copyOf(categories);
        if (!stop.isAfter(start)) {
            throw new IllegalArgumentException("guide entry '" + title + "' stops before it starts");
        }
    }

    /** The picture that says most at a small size: of this episode, else of what it belongs to. */
    public Optional<Artwork> icon() {
        if (mediaId.isEmpty()) {
            return Optional.empty();
        }
        for (Artwork kind : episode.isPresent() ? OF_AN_EPISODE : OF_ANYTHING_ELSE) {
            if (details.artwork().contains(kind)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether a programme is for eyes, ears or both. */
    public enum Streams {
        /** Nothing is known of it, or it is not from the library. */
        UNKNOWN,
        /** Nothing is scheduled. */
        OFF_AIR,
        PICTURE_AND_SOUND,
        PICTURE_ONLY,
        SOUND_ONLY
    }

    /** An entry of which no more is known. */
    public GuideEntry(
            Instant start,
            Instant stop,
            String title,
            Optional<String> subTitle,
            Optional<String> description,
            OptionalInt season,
            OptionalInt episode,
            OptionalInt year,
            List<String> categories,
            Optional<String> fillerKind,
            OptionalLong mediaId) {
        this(
                start,
                stop,
                title,
                subTitle,
                description,
                season,
                episode,
                year,
                categories,
                fillerKind,
                mediaId,
                OptionalInt.empty(),
                false,
                Streams.UNKNOWN,
                MediaDetails.NONE,
                Showing.UNKNOWN);
    }

    static GuideEntry offAir(Instant start, Instant stop) {
        return new GuideEntry(
                start,
                stop,
                "Off air",
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                false,
                Streams.OFF_AIR,
                MediaDetails.NONE,
                Showing.UNKNOWN);
    }

    /** Whether it is a span in which nothing is scheduled. */
    public boolean offAir() {
        return streams == Streams.OFF_AIR;
    }
}
