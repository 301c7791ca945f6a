package tv.exstream.engine;

import java.util.Locale;
import java.util.Optional;

/**
 * Which of a source's sound tracks a programme is heard with, where it has several. A source without such a track is
 * heard as if nothing had been chosen.
 *
 * @param language an ISO 639 code of two or three letters, e.g. {@code de}, {@code deu} or {@code ger}
 * @param title    a part of the track's title, in any case; of several tracks of that language the first one with it
 */
public record SoundChoice(Optional<String> language, Optional<String> title) {
    /** The track that the source itself puts first. */
    public static final SoundChoice NONE = new SoundChoice(Optional.empty(), Optional.empty());

    boolean none() {
        return language.isEmpty() && title.isEmpty();
    }

    boolean fitsLanguage(MediaProbe.Stream stream) {
        return language.isEmpty()
                || stream.language()
                        .filter(own -> LanguageCode.of(own).equals(LanguageCode.of(language.get())))
                        .isPresent();
    }

    boolean fitsTitle(MediaProbe.Stream stream) {
        return title.isEmpty()
                || stream.title()
                        .filter(own -> own.toLowerCase(Locale.ROOT)
                                .contains(title.get().toLowerCase(Locale.ROOT)))
                        .isPresent();
    }
}
