package tv.exstream.server.config;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextTemplateTest {
    private static final Set<String> NAMES = Set.of("show", "title", "year", "plot");
    private static final Map<String, String> VALUES = Map.of("show", "Lost", "title", "Pilot", "year", "2004");

    @ParameterizedTest
    @CsvSource({
        "{show},Lost",
        "{show}[ ({year})],Lost (2004)",
        "{title}[: {plot}],Pilot",
        "[{show}: ]{title}[ {plot}],Lost: Pilot",
        "  {plot} ,''",
        "'',''",
        "'No \"{title}\" today','No \"Pilot\" today'",
    })
    void putsInWhatIsKnownAndDropsSectionsWithHoles(String template, String text) {
        assertThat(TextTemplate.parse(template, NAMES).apply(name -> VALUES.getOrDefault(name, "")))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "{shwo},did you mean '{show}'",
        "{show,did you mean",
        "{show}[ ({year}),in pairs",
        "[[{show}]],do not nest",
        "a } b,without its opening bracket",
        "a ] b,without its opening bracket",
    })
    void saysWhatIsWrong(String template, String words) {
        assertThatThrownBy(() -> TextTemplate.parse(template, NAMES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void equalTextsAreEqualTemplates() {
        assertThat(TextTemplate.parse("{show}[ {year}]", NAMES))
                .isEqualTo(TextTemplate.parse("{show}[ {year}]", NAMES));
    }
}
