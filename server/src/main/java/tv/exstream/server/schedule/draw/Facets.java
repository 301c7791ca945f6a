package tv.exstream.server.schedule.draw;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What grouping, ordering and breaks need to know of an item beyond its place in chronological order. Texts are empty,
 * numbers zero, where the library does not know.
 *
 * @param name     of the item itself; the {@link Airable#title} of an episode is its show's
 * @param show     what episodes belong to
 * @param season   zero for specials and for what has none
 * @param episode  within its season
 * @param artist   of music
 * @param album    of music
 * @param director of a film
 * @param released the day it came out
 * @param chapters in order of their ends; the last one ends with the item
 * @param blacks   where the picture has been found to be black, in order
 */
public record Facets(
        String name,
        String show,
        int season,
        int episode,
        String artist,
        String album,
        String director,
        Optional<LocalDate> released,
        List<Chapter> chapters,
        List<Black> blacks) {
    public static final Facets NONE = new Facets("", "", 0, 0, "", "", "", Optional.empty(), List.of(), List.of());

    public Facets {
        chapters = List.copyOf(chapters);
        blacks = List.copyOf(blacks);
    }

    /** The same of an item that is black nowhere. */
    Facets withoutBlacks() {
        return new Facets(name, show, season, episode, artist, album, director, released, chapters, List.of());
    }

    /**
     * @param at     position in the item, in the middle of what is black
     * @param silent nothing is heard there
     */
    public record Black(Duration at, boolean silent) {}

    /** @param end position in the item at which the chapter is over */
    public record Chapter(String title, Duration end) {}
}
