package tv.exstream.server.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a viewer's bytes are paced. */
public enum Pacing {
    /** From the newest keyframe at the stream's own pace: no burst at the start, none after a pause. */
    REALTIME,
    /** What is kept since a keyframe at once, so that the first picture is there; then as the channel goes. */
    BURST,
    /** As burst, but as fast as the reader takes it within bounds; larger writes for a reader that is slow. */
    ADAPTIVE,
    /** As fast as bytes come. */
    DISABLED;

    /** @throws IllegalArgumentException naming what there is */
    public static Pacing parse(String text) {
        for (Pacing pacing : values()) {
            if (pacing.name().equalsIgnoreCase(text)) {
                return pacing;
            }
        }
        throw new IllegalArgumentException("one of "
                + Arrays.stream(values())
                        .map(p -> p.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }
}
