package tv.exstream.engine;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.source.SourceOpener;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SoundChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "de,deu",
        "DEU,deu",
        "ger,deu",
        "de-AT,deu",
        "pt_BR,por",
        "eng,eng",
        "en,eng",
        "und,und",
        "zz,zz",
        "chi,zho"
    })
    void codesThatMeanTheSameAreEqual(String given, String expected) {
        assertThat(LanguageCode.of(given)).isEqualTo(expected);
    }

    /** The tracks: eng as AAC, ger as MP2, ger with a title as AC-3. */
    @ParameterizedTest
    @CsvSource({
        "-,-,aac",
        "en,-,aac",
        "deu,-,mp2",
        "de,COMMENT,ac3",
        "-,comment,ac3",
        "ger,nothing,mp2",
        "fra,-,aac",
        "fra,comment,aac"
    })
    void theTrackThatWasChosenIsHeard(String language, String title, String codec) {
        MediaSource file = new MediaSource.File(TestClips.clip(
                "two-languages.mkv",
                "-f lavfi -i testsrc2=size=160x90:rate=25 -f lavfi -i sine=frequency=440:sample_rate=48000 -t 1"
                        + " -map 0 -map 1 -map 1 -map 1 -c:v libx264 -preset ultrafast -c:a:0 aac -c:a:1 mp2 -c:a:2 ac3"
                        + " -metadata:s:a:0 language=eng -metadata:s:a:1 language=ger -metadata:s:a:2 language=ger"
                        + " -metadata:s:a:2 title=Commentary"));
        SoundChoice choice = new SoundChoice(given(language), given(title));
        try (ProgrammeSource source = new SourceOpener(
                        OutputProfile.DEFAULT, Duration.ofSeconds(10), Duration.ofSeconds(10))
                .open(file, choice, Duration.ZERO, new Interrupt())) {
            assertThat(source.audio().orElseThrow().codec()).isEqualTo(codec);
        }
        assertThat(NativeLedger.live()).isEmpty();
    }

    private static Optional<String> given(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(text);
    }
}
