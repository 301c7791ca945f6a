package tv.exstream.engine.slate;

import java.nio.file.Path;
import java.util.Optional;

import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.SlateStyle.Visual;

/**
 * What a slate's pictures are drawn from, all of it: equal looks are equal pictures.
 *
 * @param image of {@link Visual#IMAGE}; a picture file, or a media file with a cover
 */
public record SlateLook(Visual visual, SlateText text, Optional<Path> image) {
    public static SlateLook plain(SlateText text) {
        return new SlateLook(Visual.SLATE, text, Optional.empty());
    }

    /** Whether a style shows what the engine has to say, rather than only words of its owner. */
    public static boolean speaks(SlateStyle style) {
        return style.visual() == Visual.TEXT || style.visual() == Visual.SLATE;
    }

    /** @param occasion what is said where the style says nothing */
    public static SlateLook of(SlateStyle style, SlateText occasion) {
        boolean speaks = speaks(style);
        return new SlateLook(
                style.visual(),
                new SlateText(
                        speaks && style.title().isBlank() ? occasion.title() : style.title(),
                        speaks && style.subtitle().isBlank() ? occasion.subtitle() : style.subtitle()),
                style.visual() == Visual.IMAGE ? style.image() : Optional.empty());
    }
}
