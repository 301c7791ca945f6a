package tv.exstream.server.schedule.draw;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the orders that go by groups divide what they draw from.
 *
 * @param by            what makes a group
 * @param shuffleGroups a marathon takes its groups in another order every round, not by name
 * @param shuffleItems  a marathon shuffles the items of a group
 * @param batch         so many items of a group in one turn of a marathon; zero for all of them
 */
public record Grouping(By by, boolean shuffleGroups, boolean shuffleItems, int batch) {
    public static final Grouping BY_SHOW = new Grouping(By.SHOW, false, false, 0);

    public Grouping {
        if (batch < 0) {
            throw new IllegalArgumentException("a batch of " + batch + " items: give zero for a whole group");
        }
    }

    /** What the items of a group have in common. What has no such thing forms one group of its own kind. */
    public enum By {
        @JsonProperty("show")
        SHOW,
        @JsonProperty("season")
        SEASON,
        @JsonProperty("artist")
        ARTIST,
        @JsonProperty("album")
        ALBUM,
        @JsonProperty("director")
        DIRECTOR,
        /** The collection an item was first found in: each collection is treated as a show. */
        @JsonProperty("collection")
        COLLECTION;

        String nameOf(Airable item, long collection) {
            Facets facets = item.facets();
            String name = switch (this) {
                case SHOW -> facets.show().isEmpty() ? facets.artist() : facets.show();
                case SEASON -> facets.show().isEmpty() ? "" : facets.show() + " " + facets.season();
                case ARTIST -> facets.artist();
                case ALBUM -> facets.album().isEmpty() ? "" : facets.artist() + " " + facets.album();
                case DIRECTOR -> facets.director();
                case COLLECTION -> Long.toString(collection);
            };
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
