package tv.exstream.server.config;

import java.util.Set;

/** How programmes are called in the guide, by kind of media. */
public record GuideTemplates(Texts episode, Texts movie, Texts music, Texts other) {
    /** What may stand in the braces of a template. */
    public static final Set<String> PLACEHOLDERS = Set.of(
            "title",
            "show",
            "season",
            "episode",
            "number",
            "year",
            "date",
            "plot",
            "genres",
            "artist",
            "album",
            "studio",
            "director",
            "cast",
            "rating",
            "stars");

    public static final GuideTemplates DEFAULT = new GuideTemplates(
            Texts.of("{show}", "{title}", "{plot}"),
            Texts.of("{title}", "", "{plot}"),
            Texts.of("{title}", "{artist}", "{plot}"),
            Texts.of("{title}", "", "{plot}"));

    /** Of one kind of media; an empty sub-title or description is left out of the guide. */
    public record Texts(TextTemplate title, TextTemplate subTitle, TextTemplate description) {
        static Texts of(String title, String subTitle, String description) {
            return new Texts(template(title), template(subTitle), template(description));
        }
    }

    static GuideTemplates read(SettingsReader in) {
        return new GuideTemplates(
                texts(in, "episode", DEFAULT.episode),
                texts(in, "movie", DEFAULT.movie),
                texts(in, "music", DEFAULT.music),
                texts(in, "other", DEFAULT.other));
    }

    private static Texts texts(SettingsReader in, String kind, Texts base) {
        String at = "guide." + kind + ".";
        return new Texts(
                in.value(at + "title", base.title.text(), GuideTemplates::template),
                in.value(at + "sub-title", base.subTitle.text(), GuideTemplates::template),
                in.value(at + "description", base.description.text(), GuideTemplates::template));
    }

    private static TextTemplate template(String text) {
        return TextTemplate.parse(text, PLACEHOLDERS);
    }
}
