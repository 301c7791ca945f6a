package tv.exstream.server.channels;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By whose clock a channel's schedule goes. Stored by name. */
public enum ChannelMode {
    /** By the wall clock: the channel goes on whether or not anybody watches. */
    @JsonProperty("continuous")
    CONTINUOUS,
    /** By the channel's own, which stands still while nobody watches: who comes back finds it where it was left. */
    @JsonProperty("on_demand")
    ON_DEMAND
}
