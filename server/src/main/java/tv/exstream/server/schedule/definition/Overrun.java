package tv.exstream.server.schedule.definition;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of an item that does not fit before the next fixed start. */
public enum Overrun {
    /** It waits for its next turn, and filler takes the room. */
    @JsonProperty("skip")
    SKIP,
    /** It is cut. */
    @JsonProperty("trim")
    TRIM,
    /** It plays through and makes a flexible start late; before a strict start it is cut. */
    @JsonProperty("play_through")
    PLAY_THROUGH
}
