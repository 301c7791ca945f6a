package tv.exstream.server.guide;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import tv.exstream.server.config.GuideTemplates;
import tv.exstream.server.config.TextTemplate;
import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.library.MediaItem;

/** Titles and descriptions of the guide, made by the templates of the settings. Thread-safe. */
final class ProgrammeTexts {
    private final GuideTemplates templates;

    record Texts(String title, Optional<String> subTitle, Optional<String> description) {}

    ProgrammeTexts(GuideTemplates templates) {
        this.templates = templates;
    }

    /** @param airing what the schedule calls it: wins over the template where the schedule chose a title of its own */
    Texts of(String airing, MediaItem media, MediaDetails details) {
        GuideTemplates.Texts templatesOf = switch (media.kind()) {
            case EPISODE -> templates.episode();
            case MOVIE -> templates.movie();
            case MUSIC -> templates.music();
            case OTHER -> templates.other();
        };
        boolean own = !airing.equals(media.airingTitle());
        String title = own ? airing : text(templatesOf.title(), media, details).orElse(airing);
        Optional<String> subTitle = text(templatesOf.subTitle(), media, details)
                .or(() -> own ? Optional.of(media.title()) : Optional.empty())
                .filter(text -> !text.equals(title));
        return new Texts(title, subTitle, text(templatesOf.description(), media, details));
    }

    private static Optional<String> text(TextTemplate template, MediaItem media, MediaDetails details) {
        String text = template.apply(name -> value(name, media, details));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Of a placeholder of {@link GuideTemplates#PLACEHOLDERS}. */
    private static String value(String placeholder, MediaItem media, MediaDetails details) {
        return switch (placeholder) {
            case "title" -> media.title();
            case "show" -> media.show().orElse("");
            case "season" -> number(media.season());
            case "episode" -> number(media.episode());
            case "number" -> EpisodeNumber.onScreen(media).orElse("");
            case "year" -> number(media.year());
            case "date" -> details.premiered().map(Object::toString).orElse("");
            case "plot" -> media.description().orElse("");
            case "genres" -> String.join(", ", media.genres());
            case "artist" -> details.artist().orElse("");
            case "album" -> details.album().orElse("");
            case "studio" -> details.studios().stream().findFirst().orElse("");
            case "director" -> String.join(", ", details.directors());
            case "cast" ->
                details.actors().stream().map(MediaDetails.Actor::name).collect(Collectors.joining(", "));
            case "rating" ->
                details.certificate().map(MediaDetails.Certificate::value).orElse("");
            case "stars" ->
                details.stars().map(stars -> stars.value() + "/" + stars.most()).orElse("");
            default -> throw new IllegalArgumentException("no placeholder is called " + placeholder);
        };
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
