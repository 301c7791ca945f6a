package tv.exstream.server.portable.from.draft;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import tv.exstream.server.portable.PortableMedia;

/**
 * What another product knows of an item. All of it may be empty.
 *
 * @param path as the product, or the media server behind it, sees the file
 * @param show of an episode
 */
public record MediaFacts(
        Optional<String> path,
        Optional<String> show,
        Optional<Integer> season,
        Optional<Integer> episode,
        Optional<String> title,
        Optional<Integer> year,
        Optional<Duration> duration) {
    private static final Pattern PATH = Pattern.compile("/.+|[A-Za-z]:[\\\\/].+|\\\\\\\\.+", Pattern.DOTALL);

    public MediaFacts {
        path = path.filter(MediaFacts::isPath);
        duration = duration.filter(Duration::isPositive);
    }

    /** Whether a text is the path of a file: not an address, nor what Plex calls a part of its library. */
    public static boolean isPath(String text) {
        return PATH.matcher(text).matches()
                && !text.startsWith("/library/parts/")
                && !text.startsWith("/library/metadata/")
                && text.indexOf('\0') < 0;
    }

    boolean findable() {
        return path.isPresent() || title.isPresent() || (show.isPresent() && episode.isPresent());
    }

    PortableMedia under(long key, UnaryOperator<String> paths) {
        return new PortableMedia(key, path.map(paths), show, season, episode, title, year, duration);
    }
}
