package tv.exstream.engine;

import java.time.Duration;

/**
 * A stretch of a source in which every picture is black.
 *
 * @param start    position of the first black picture in the contents
 * @param finish   position of the first picture that is not black any more; after {@code start}
 * @param darkness 1 for pictures without any light, towards 0 for such as just pass for black
 * @param silent   nothing is heard for half of it or for half a second, or there is no sound at all
 */
public record BlackSpan(Duration start, Duration finish, double darkness, boolean silent) {
    private static final double SURE = 0.5;

    public BlackSpan {
        if (start.isNegative() || finish.compareTo(start) <= 0) {
            throw new IllegalArgumentException("black pictures from " + start + " to " + finish);
        }
        if (!(darkness >= 0 && darkness <= 1)) {
            throw new IllegalArgumentException("a darkness of " + darkness + " is outside 0 to 1");
        }
    }

    /** Whether it is a cut and no dark scene: nothing is heard meanwhile, or there is hardly any light. */
    public boolean sure() {
        return silent || darkness >= SURE;
    }

    /** Where a programme is best interrupted: in the middle, in whole milliseconds. */
    public Duration middle() {
        return Duration.ofMillis((start.toMillis() + finish.toMillis()) / 2);
    }
}
