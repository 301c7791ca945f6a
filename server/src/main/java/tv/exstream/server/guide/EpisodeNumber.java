package tv.exstream.server.guide;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import tv.exstream.server.library.MediaItem;

/** Numbers of episodes as guides write them. Pure. */
final class EpisodeNumber {
    private EpisodeNumber() {}

    static Optional<String> onScreen(MediaItem media) {
        return onScreen(media.season(), media.episode(), media.episodeEnd(), media.dated());
    }

    /** "S01E02", "S01E02-E03", "E02" where the season is not known, the day of an episode that has one. */
    static Optional<String> onScreen(OptionalInt season, OptionalInt episode, OptionalInt end, boolean dated) {
        if (episode.isEmpty()) {
            return Optional.empty();
        }
        int number = episode.getAsInt();
        if (dated) {
            return Optional.of(
                    String.format(Locale.ROOT, "%04d-%02d-%02d", season.orElse(0), number / 100, number % 100));
        }
        String first = season.isPresent()
                ? String.format(Locale.ROOT, "S%02dE%02d", season.getAsInt(), number)
                : String.format(Locale.ROOT, "E%02d", number);
        return Optional.of(end.isPresent() ? first + String.format(Locale.ROOT, "-E%02d", end.getAsInt()) : first);
    }

    /**
     * As XMLTV's DTD has it: counted from zero, empty where it is not known. Specials (season 0) and dates it cannot
     * express.
     */
    static Optional<String> xmltv(OptionalInt season, OptionalInt episode, boolean dated) {
        if (dated || season.orElse(1) < 1 || episode.orElse(0) < 1) {
            return Optional.empty();
        }
        String first = season.isPresent() ? Integer.toString(season.getAsInt() - 1) : "";
        return Optional.of(first + "." + (episode.getAsInt() - 1) + ".");
    }
}
