package tv.exstream.server.schedule;

/** In which order the items of a collection are aired. */
public enum PlaybackOrder {
    /** By {@link OrderKey}: shows by name, season, episode; films by year; then from the beginning again. */
    CHRONOLOGICAL,
    /** Every item once per pass, each pass in another order, no item twice in a row where two passes meet. */
    SHUFFLE
}
