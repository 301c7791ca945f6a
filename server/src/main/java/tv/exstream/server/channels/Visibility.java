package tv.exstream.server.channels;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who finds a channel. Stored by name. */
public enum Visibility {
    /** Everybody. */
    @JsonProperty("listed")
    LISTED,
    /** Who knows its number: it is in no list for players, but can be tuned. */
    @JsonProperty("hidden")
    HIDDEN,
    /** Only the API: it cannot be tuned, and nothing is planned for it. */
    @JsonProperty("disabled")
    DISABLED;

    /** As people write it. */
    String word() {
        return switch (this) {
            case LISTED -> "listed";
            case HIDDEN -> "hidden";
            case DISABLED -> "disabled";
        };
    }
}
