package tv.exstream.server.library;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a guide tells of an item beyond its title and plot. Made from a compact text when asked for: see
 * {@link MediaCatalog#details}.
 *
 * @param premiered     the first day it was shown anywhere
 * @param directors     most important first, as all credits
 * @param actors        guests last
 * @param language      of the sound, ISO 639-1 where there is such a code, else ISO 639-2
 * @param audioChannels 1 is mono, 2 stereo, 6 is 5.1
 * @param subtitles     languages of the file's subtitle streams
 * @param artwork       pictures there are beside the file
 */
public record MediaDetails(
        Optional<LocalDate> premiered,
        Optional<Certificate> certificate,
        Optional<Stars> stars,
        List<String> directors,
        List<String> writers,
        List<Actor> actors,
        List<String> studios,
        List<String> countries,
        Optional<String> artist,
        Optional<String> album,
        Optional<Picture> picture,
        OptionalInt audioChannels,
        Optional<String> language,
        List<String> subtitles,
        Set<Artwork> artwork) {
    /** Nothing is known. */
    public static final MediaDetails NONE = new PackedFacts("").read();

    public MediaDetails {
        directors = List.copyOf(directors);
        writers = List.copyOf(writers);
        actors = List.copyOf(actors);
        studios = List.copyOf(studios);
        countries = List.copyOf(countries);
        subtitles = List.copyOf(subtitles);
        artwork = Set.copyOf(artwork);
    }

    /**
     * For whom it is.
     *
     * @param system who says so, e.g. {@code MPAA}, {@code VCHIP}, {@code FSK}
     * @param value  e.g. {@code PG-13}
     */
    public record Certificate(Optional<String> system, String value) {}

    /** How good it is said to be: {@code value} of {@code most}. Numbers as text, as they were given. */
    public record Stars(String value, String most) {}

    /** @param guest in this episode only */
    public record Actor(String name, Optional<String> role, boolean guest) {}

    /**
     * @param aspect of the picture as shown, e.g. {@code 16:9} or {@code 2.39:1}
     * @param grey   the stream carries no colour; false says nothing about the film
     */
    public record Picture(int width, int height, String aspect, boolean grey) {
        /** 720 lines or more, or as wide as these. */
        public boolean highDefinition() {
            return height >= 720 || width >= 1280;
        }
    }

    /** Reads what {@link Facts#packed} wrote. Guides ask for many thousands in a row, so it is done in one pass. */
    static MediaDetails unpack(String packed) {
        return packed.isEmpty() ? NONE : new PackedFacts(packed).read();
    }

    /** The path of a picture, below the library folder. */
    static Optional<String> artwork(String packed, Artwork kind) {
        return PackedFacts.first(packed, fact(kind));
    }

    private static Fact fact(Artwork kind) {
        return switch (kind) {
            case POSTER -> Fact.POSTER;
            case BACKDROP -> Fact.BACKDROP;
            case STILL -> Fact.STILL;
        };
    }
}
