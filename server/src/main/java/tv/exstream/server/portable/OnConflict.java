package tv.exstream.server.portable;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of what an installation has already, under the same name or number, and otherwise. */
public enum OnConflict {
    /** Nothing is imported at all. */
    FAIL,
    /** The installation's stays, and is used in its place. */
    SKIP,
    /** It takes the place of the installation's. */
    REPLACE,
    /** It gets another number or name. */
    RENUMBER;

    /** @throws IllegalArgumentException naming those there are */
    public static OnConflict parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of " + words()));
    }

    /** As people write them. */
    public static String words() {
        return Arrays.stream(values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
