package tv.exstream.server.library;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the names of a file and its folders say about it.
 *
 * @param extra   a trailer, sample, bonus: known, never scheduled
 * @param telling false when the title is no more than a number or a camera's counter, so that a tag may say it better
 */
record MediaName(
        MediaKind kind,
        String title,
        Optional<String> show,
        OptionalInt season,
        OptionalInt episode,
        OptionalInt episodeEnd,
        OptionalInt year,
        boolean extra,
        boolean telling) {

    static MediaName other(String title, boolean telling) {
        return plain(MediaKind.OTHER, title, OptionalInt.empty(), telling);
    }

    static MediaName movie(String title, OptionalInt year) {
        return plain(MediaKind.MOVIE, title, year, true);
    }

    static MediaName music(String title, boolean telling) {
        return plain(MediaKind.MUSIC, title, OptionalInt.empty(), telling);
    }

    private static MediaName plain(MediaKind kind, String title, OptionalInt year, boolean telling) {
        return new MediaName(
                kind,
                title,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                year,
                false,
                telling);
    }

    static MediaName extra(String title) {
        return new MediaName(
                MediaKind.OTHER,
                title,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                true);
    }
}
