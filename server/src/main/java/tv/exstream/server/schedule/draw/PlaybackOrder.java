package tv.exstream.server.schedule.draw;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which order items are aired. The JSON names are part of the API and the database's format. */
public enum PlaybackOrder {
    /** By {@link OrderKey}: shows by name, season, episode; films by year; then from the beginning again. */
    @JsonProperty("chronological")
    CHRONOLOGICAL,
    /** Every item once per pass, each pass in another order, no item twice in a row where two passes meet. */
    @JsonProperty("shuffle")
    SHUFFLE,
    /** By season and episode whatever the show: all first episodes before all second ones. */
    @JsonProperty("season_episode")
    SEASON_EPISODE,
    /** By the day of release; what has none comes last. */
    @JsonProperty("release_date")
    RELEASE_DATE,
    /** By the item's own name. */
    @JsonProperty("alphabetical")
    ALPHABETICAL,
    /** As the collection lists its items. */
    @JsonProperty("custom")
    CUSTOM,
    /** Any item at any time, but never the same one twice in a row. */
    @JsonProperty("random")
    RANDOM,
    /** A shuffle in which the parts of one story stay together and in order. */
    @JsonProperty("multi_episode_shuffle")
    MULTI_EPISODE_SHUFFLE,
    /** Every item once per pass, each group in its own order, the groups spread evenly over the pass. */
    @JsonProperty("shuffle_in_order")
    SHUFFLE_IN_ORDER,
    /** One item of each group in turn, the turns shuffled anew every round; each group goes round on its own. */
    @JsonProperty("random_rotation")
    RANDOM_ROTATION,
    /** Group after group: all of a group, or a batch of it, before the next one. */
    @JsonProperty("marathon")
    MARATHON;

    /** Whether its passes begin with the same item every time, or with the first ones of groups. */
    boolean begins() {
        return switch (this) {
            case CHRONOLOGICAL, SEASON_EPISODE, RELEASE_DATE, ALPHABETICAL, CUSTOM, SHUFFLE_IN_ORDER -> true;
            case SHUFFLE, RANDOM, MULTI_EPISODE_SHUFFLE, RANDOM_ROTATION, MARATHON -> false;
        };
    }

    /** Whether {@link Grouping} means anything to this order. */
    public boolean grouped() {
        return this == SHUFFLE_IN_ORDER || this == RANDOM_ROTATION || this == MARATHON;
    }
}
