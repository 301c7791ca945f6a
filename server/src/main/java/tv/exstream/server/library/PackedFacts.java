package tv.exstream.server.library;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Makes {@link MediaDetails} of packed facts, in one pass and without more objects than it must. Used once. */
final class PackedFacts {
    private final String packed;
    private @Nullable String premiered;
    private @Nullable String rating;
    private @Nullable String stars;
    private @Nullable String artist;
    private @Nullable String album;
    private @Nullable String picture;
    private @Nullable String sound;
    private @Nullable String language;
    private List<String> directors = List.of();
    private List<String> writers = List.of();
    private List<MediaDetails.Actor> actors = List.of();
    private List<String> studios = List.of();
    private List<String> countries = List.of();
    private List<String> subtitles = List.of();
    private Set<Artwork> artwork = Set.of();

    PackedFacts(String packed) {
        this.packed = packed;
    }

    /** The first of a kind. */
    static Optional<String> first(String packed, Fact fact) {
        for (int at = 0; at < packed.length(); ) {
            int end = packed.indexOf('\n', at);
            if (packed.charAt(at) == fact.code()) {
                return Optional.of(packed.substring(at + 1, end));
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    MediaDetails read() {
        for (int at = 0; at < packed.length(); ) {
            int end = packed.indexOf('\n', at);
            line(Fact.ofCode(packed.charAt(at)), at + 1, end);
            at = end + 1;
        }
        return new MediaDetails(
                premiered == null ? Optional.empty() : date(premiered),
                Optional.ofNullable(rating).map(PackedFacts::certificate),
                Optional.ofNullable(stars).map(PackedFacts::starsOf),
                directors,
                writers,
                actors,
                studios,
                countries,
                Optional.ofNullable(artist),
                Optional.ofNullable(album),
                picture == null ? Optional.empty() : pictureOf(picture),
                sound == null ? OptionalInt.empty() : number(sound),
                Optional.ofNullable(language),
                subtitles,
                artwork);
    }

    private void line(@Nullable Fact fact, int from, int to) {
        if (fact == null) {
            return;
        }
        switch (fact) {
            case PREMIERED -> premiered = first(premiered, from, to);
            case RATING -> rating = first(rating, from, to);
            case STARS -> stars = first(stars, from, to);
            case DIRECTOR -> directors = with(directors, packed.substring(from, to));
            case WRITER -> writers = with(writers, packed.substring(from, to));
            case ACTOR -> actors = with(actors, actor(from, to, false));
            case GUEST -> actors = with(actors, actor(from, to, true));
            case STUDIO -> studios = with(studios, packed.substring(from, to));
            case COUNTRY -> countries = with(countries, packed.substring(from, to));
            case ARTIST -> artist = first(artist, from, to);
            case ALBUM -> album = first(album, from, to);
            case POSTER -> artwork = with(artwork, Artwork.POSTER);
            case BACKDROP -> artwork = with(artwork, Artwork.BACKDROP);
            case STILL -> artwork = with(artwork, Artwork.STILL);
            case PICTURE -> picture = first(picture, from, to);
            case SOUND -> sound = first(sound, from, to);
            case LANGUAGE -> language = first(language, from, to);
            case SUBTITLE -> subtitles = with(subtitles, packed.substring(from, to));
            case GENRE, PLOT -> {
                // The item itself has them.
            }
        }
    }

    private String first(@Nullable String known, int from, int to) {
        return known == null ? packed.substring(from, to) : known;
    }

    private static <T> List<T> with(List<T> known, T more) {
        List<T> list = known.isEmpty() ? new ArrayList<>(4) : known;
        list.add(more);
        return list;
    }

    private static Set<Artwork> with(Set<Artwork> known, Artwork more) {
        Set<Artwork> set = known.isEmpty() ? EnumSet.noneOf(Artwork.class) : known;
        set.add(more);
        return set;
    }

    private MediaDetails.Actor actor(int from, int to, boolean guest) {
        int tab = packed.indexOf('\t', from, to);
        return tab < 0
                ? new MediaDetails.Actor(packed.substring(from, to), Optional.empty(), guest)
                : new MediaDetails.Actor(
                        packed.substring(from, tab), Optional.of(packed.substring(tab + 1, to)), guest);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(text, 0, 4, 10),
                    Integer.parseInt(text, 5, 7, 10),
                    Integer.parseInt(text, 8, 10, 10)));
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException notADate) {
            return Optional.empty();
        }
    }

    private static MediaDetails.Certificate certificate(String line) {
        int tab = line.indexOf('\t');
        String system = tab < 0 ? "" : line.substring(0, tab);
        return new MediaDetails.Certificate(
                system.isEmpty() ? Optional.empty() : Optional.of(system), line.substring(tab + 1));
    }

    private static MediaDetails.Stars starsOf(String line) {
        int slash = line.indexOf('/');
        return slash < 0
                ? new MediaDetails.Stars(line, "10")
                : new MediaDetails.Stars(line.substring(0, slash), line.substring(slash + 1));
    }

    private static Optional<MediaDetails.Picture> pictureOf(String line) {
        int cross = line.indexOf('x');
        int space = line.indexOf(' ');
        if (cross < 1 || space < cross) {
            return Optional.empty();
        }
        int last = line.indexOf(' ', space + 1);
        OptionalInt width = number(line.substring(0, cross));
        OptionalInt height = number(line.substring(cross + 1, space));
        return width.isEmpty() || height.isEmpty()
                ? Optional.empty()
                : Optional.of(new MediaDetails.Picture(
                        width.getAsInt(),
                        height.getAsInt(),
                        line.substring(space + 1, last < 0 ? line.length() : last),
                        last > 0));
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}
