package tv.exstream.server.schedule.item;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a scheduled item is when it is not a programme of its own. */
public enum FillerKind {
    @JsonProperty("pre_roll")
    PRE_ROLL,
    @JsonProperty("mid_roll")
    MID_ROLL,
    @JsonProperty("post_roll")
    POST_ROLL,
    @JsonProperty("tail")
    TAIL,
    @JsonProperty("fallback")
    FALLBACK
}
