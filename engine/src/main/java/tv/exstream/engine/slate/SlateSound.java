package tv.exstream.engine.slate;

import java.nio.file.Path;
import java.util.Optional;

import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.SlateStyle.Audio;

/**
 * What a slate's sound is made from.
 *
 * @param volume 0 to 1
 */
public record SlateSound(Audio audio, Optional<Path> soundtrack, double volume) {
    public static final SlateSound SILENT = new SlateSound(Audio.SILENT, Optional.empty(), 0);

    public static SlateSound of(SlateStyle style) {
        boolean soundless = style.audio() == Audio.SILENT && style.soundtrack().isEmpty();
        boolean silent = soundless || style.volume() == 0;
        return silent ? SILENT : new SlateSound(style.audio(), style.soundtrack(), style.volume());
    }
}
