package tv.exstream.server.schedule.sequential;

import java.util.Optional;

/**
 * What an instruction airs, and how the guide shows it.
 *
 * @param content  the key of a definition
 * @param title    in the guide, instead of the item's own
 * @param role     empty: what the surroundings make it, a programme as a rule
 * @param bare     no watermark is ever shown on it
 */
public record Showing(String content, Optional<String> title, Optional<Role> role, boolean bare) {
    /** What an item is in the guide. */
    public enum Role {
        /** A programme, also where a roll would make it filler. */
        NONE,
        PREROLL,
        MIDROLL,
        POSTROLL,
        TAIL,
        FALLBACK
    }

    public static Showing of(String content) {
        return new Showing(content, Optional.empty(), Optional.empty(), false);
    }
}
