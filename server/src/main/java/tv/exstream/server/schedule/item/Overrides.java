package tv.exstream.server.schedule.item;

import java.util.List;
import java.util.Optional;

/**
 * What a schedule says about how an item is shown, over what its channel says. Empty means the channel's own.
 *
 * @param audioLanguage    ISO 639 code
 * @param audioTitle       a part of the audio track's title
 * @param subtitleLanguage ISO 639 code
 * @param subtitles        how subtitles are shown: a name that the channel's settings know
 * @param watermarks       keys; an empty list shows none, {@link #CHANNELS_OWN} in it those of the channel, too
 * @param graphics         keys of graphics elements; an empty list shows none, {@link #CHANNELS_OWN} the channel's, too
 * @param profile          name of an output profile
 */
public record Overrides(
        Optional<String> audioLanguage,
        Optional<String> audioTitle,
        Optional<String> subtitleLanguage,
        Optional<String> subtitles,
        Optional<List<Long>> watermarks,
        Optional<List<Long>> graphics,
        Optional<String> profile) {
    /** In a list of keys: those of the channel, too. */
    public static final long CHANNELS_OWN = 0;

    public static final Overrides NONE = new Overrides(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Overrides {
        watermarks = watermarks.map(List::copyOf);
        graphics = graphics.map(List::copyOf);
    }

    /** These with other watermarks and graphics. */
    public Overrides showing(Optional<List<Long>> otherWatermarks, Optional<List<Long>> otherGraphics) {
        return new Overrides(
                audioLanguage, audioTitle, subtitleLanguage, subtitles, otherWatermarks, otherGraphics, profile);
    }

    /** These, and those of {@code others} where these say nothing. */
    public Overrides or(Overrides others) {
        return new Overrides(
                audioLanguage.or(others::audioLanguage),
                audioTitle.or(others::audioTitle),
                subtitleLanguage.or(others::subtitleLanguage),
                subtitles.or(others::subtitles),
                watermarks.or(others::watermarks),
                graphics.or(others::graphics),
                profile.or(others::profile));
    }
}
