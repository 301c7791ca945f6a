package tv.exstream.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a slate looks and sounds.
 *
 * @param title      the large line; empty: the engine says what fits the occasion
 * @param subtitle   the small line; empty: the engine says what comes next, where it knows
 * @param image      of {@link Visual#IMAGE}; scaled to fit
 * @param soundtrack played in a loop in place of {@link #audio}
 * @param volume     of the sound, 0 (silent) to 1
 */
public record SlateStyle(
        Visual visual,
        Audio audio,
        String title,
        String subtitle,
        Optional<Path> image,
        Optional<Path> soundtrack,
        double volume) {
    public static final SlateStyle DEFAULT =
            new SlateStyle(Visual.SLATE, Audio.SILENT, "", "", Optional.empty(), Optional.empty(), 0.3);

    public SlateStyle {
        if (visual == Visual.IMAGE && image.isEmpty()) {
            throw new IllegalArgumentException("a slate of visual 'image' needs an image");
        }
        if (!(volume >= 0 && volume <= 1)) {
            throw new IllegalArgumentException("a slate's volume is 0 to 1, not " + volume);
        }
    }

    public enum Visual {
        /** Title and subtitle on black. */
        TEXT,
        /** The snow of an untuned receiver. */
        STATIC,
        /** Colour bars. */
        TEST_PATTERN,
        /** Title and subtitle on the channel's own background. */
        SLATE,
        /** A picture of the user's. */
        IMAGE
    }

    public enum Audio {
        SILENT,
        /** 1 kHz. */
        SINE,
        WHITE_NOISE,
        /** A short 1 kHz beep once a second. */
        BEEP
    }
}
