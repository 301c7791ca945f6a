package tv.exstream.server.config;

import java.nio.file.Path;
import java.util.Optional;

import tv.exstream.engine.SlateStyle;

/** Reads the section {@code slates}: what all channels show in place of what they cannot show. */
final class SlateSettings {
    private SlateSettings() {}

    /** @param occasion {@code error} or {@code offline} */
    static SlateStyle read(SettingsReader in, String occasion) {
        SlateStyle base = SlateStyle.DEFAULT;
        String at = "slates." + occasion + ".";
        SlateStyle.Visual visual = in.value(at + "visual", "slate", t -> ValueForms.choice(SlateStyle.Visual.class, t));
        SlateStyle.Audio audio = in.value(at + "audio", "silent", t -> ValueForms.choice(SlateStyle.Audio.class, t));
        String title = in.value(at + "title", base.title(), String::strip);
        String subtitle = in.value(at + "subtitle", base.subtitle(), String::strip);
        Optional<Path> image = in.optionalPath(at + "image");
        Optional<Path> soundtrack = in.optionalPath(at + "soundtrack");
        double volume = in.value(at + "volume", Double.toString(base.volume()), SlateSettings::volume);
        if (visual == SlateStyle.Visual.IMAGE && image.isEmpty()) {
            in.fault("'" + at + "visual' is image, but '" + at + "image' names no picture; add it or choose another");
            visual = base.visual();
        }
        return new SlateStyle(visual, audio, title, subtitle, image, soundtrack, volume);
    }

    private static double volume(String text) {
        try {
            double volume = Double.parseDouble(text);
            if (volume >= 0 && volume <= 1) {
                return volume;
            }
        } catch (NumberFormatException e) {
            // same answer as for a number out of range
        }
        throw new IllegalArgumentException("a volume from 0 (silent) to 1");
    }
}
