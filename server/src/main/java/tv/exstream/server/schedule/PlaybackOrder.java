package tv.exstream.server.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which order the items of a collection are aired. The JSON names are part of the API and the database's format. */
public enum PlaybackOrder {
    /** By {@link OrderKey}: shows by name, season, episode; films by year; then from the beginning again. */
    @JsonProperty("chronological")
    CHRONOLOGICAL,
    /** Every item once per pass, each pass in another order, no item twice in a row where two passes meet. */
    @JsonProperty("shuffle")
    SHUFFLE
}
