package tv.exstream.server.portable;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import tv.exstream.server.library.MediaItem;

/**
 * An item of a library, described so that another library can find it: by its path, or else by show, season and episode,
 * or else by title and year.
 *
 * @param key      positive; by which rules and definitions of the same document know it
 * @param path     where it lies; empty if that is not known, which takes a title or a show to be found by
 * @param show     of an episode
 * @param title    of the item itself
 * @param year     of a film
 * @param duration how long it plays; tells items apart that share the rest
 */
public record PortableMedia(
        long key,
        Optional<String> path,
        Optional<String> show,
        Optional<Integer> season,
        Optional<Integer> episode,
        Optional<String> title,
        Optional<Integer> year,
        Optional<Duration> duration) {
    public PortableMedia {
        if (key < 1) {
            throw new IllegalArgumentException("media " + key + ": keys of media are positive");
        }
        if (path.isEmpty() && title.isEmpty() && (show.isEmpty() || episode.isEmpty())) {
            throw new IllegalArgumentException(
                    "media that can never be found: give a path, a title, or a show with an episode");
        }
        if (path.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("media with a blank path: leave it out if it is not known");
        }
    }

    /** An item of which no more is known. */
    public static PortableMedia at(long key, String path) {
        return new PortableMedia(
                key,
                Optional.of(path),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static PortableMedia of(long key, MediaItem item) {
        boolean episode = item.show().isPresent();
        return new PortableMedia(
                key,
                Optional.of(item.path().toString()),
                item.show(),
                optional(item.season()),
                optional(item.episode()),
                Optional.of(item.title()),
                episode ? Optional.empty() : optional(item.year()),
                Optional.of(item.duration()));
    }

    private static Optional<Integer> optional(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    PortableMedia withKey(long other) {
        return new PortableMedia(other, path, show, season, episode, title, year, duration);
    }

    /** Whether anything but its path is known. */
    boolean described() {
        return show.isPresent() || title.isPresent() || year.isPresent() || duration.isPresent();
    }

    /** As a person would say it, e.g. {@code Cheers S01E02 Sam's Women}; its path if nothing else is known. */
    public String describe() {
        String marks = season.map(n -> String.format("S%02d", n)).orElse("")
                + episode.map(n -> String.format("E%02d", n)).orElse("");
        String words = show.orElse("")
                + (marks.isEmpty() ? "" : " " + marks)
                + title.map(name -> " " + name).orElse("")
                + year.filter(unused -> show.isEmpty()).map(n -> " (" + n + ")").orElse("");
        return show.isEmpty() && title.isEmpty() ? path.orElse(words) : words.strip();
    }
}
