package tv.exstream.server.schedule.sequential;

import java.util.List;
import java.util.Optional;

/** How a schedule names what it airs. What it means is for the library to say. */
public sealed interface ContentName {
    /** As a person would say it. */
    String describe();

    /** A collection of that name, whatever sort of collection it is. */
    record Collection(String name) implements ContentName {
        @Override
        public String describe() {
            return "collection '" + name + "'";
        }
    }

    /** A list in its own order. */
    record Playlist(String name, Optional<String> group) implements ContentName {
        @Override
        public String describe() {
            return "playlist '" + name + "'" + group.map(g -> " of '" + g + "'").orElse("");
        }
    }

    /**
     * All episodes of a show: of the title, or else of the first identifier that the library knows.
     *
     * @param guids may be empty where there is a title
     */
    record Show(Optional<String> title, List<Guid> guids) implements ContentName {
        public Show {
            guids = List.copyOf(guids);
            if (title.isEmpty() && guids.isEmpty()) {
                throw new IllegalArgumentException("a show is named by its title or by identifiers: give one");
            }
        }

        @Override
        public String describe() {
            return "show " + title.map(name -> "'" + name + "'").orElseGet(() -> guids.toString());
        }
    }

    /** What a query finds. */
    record Search(String query) implements ContentName {
        @Override
        public String describe() {
            return "search '" + query + "'";
        }
    }

    /** An identifier in somebody's database, as {@code imdb} and {@code tt0108778}. */
    record Guid(String source, String value) {
        @Override
        public String toString() {
            return source + ":" + value;
        }
    }
}
