package tv.exstream.server.guide;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.config.GuideTemplates;
import tv.exstream.server.config.LaunchOptions;
import tv.exstream.server.config.SettingsLoader;
import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;

import static org.assertj.core.api.Assertions.assertThat;

class ProgrammeTextsTest {
    private static final MediaItem EPISODE = ShowingTest.media(MediaKind.EPISODE, 2, 5, 2004);
    private static final MediaItem MOVIE = ShowingTest.media(MediaKind.MOVIE, 0, 0, 1979);

    @TempDir
    Path data;

    @Test
    void anEpisodeIsCalledLikeItsShow() {
        ProgrammeTexts texts = new ProgrammeTexts(GuideTemplates.DEFAULT);
        assertThat(texts.of("Show", EPISODE, MediaDetails.NONE))
                .isEqualTo(new ProgrammeTexts.Texts("Show", Optional.of("X"), Optional.empty()));
        assertThat(texts.of("X", MOVIE, MediaDetails.NONE))
                .isEqualTo(new ProgrammeTexts.Texts("X", Optional.empty(), Optional.empty()));
    }

    @Test
    void aTitleOfTheScheduleWinsAndTheFilmsOwnComesSecond() {
        ProgrammeTexts texts = new ProgrammeTexts(GuideTemplates.DEFAULT);
        assertThat(texts.of("Horror Night", MOVIE, MediaDetails.NONE))
                .isEqualTo(new ProgrammeTexts.Texts("Horror Night", Optional.of("X"), Optional.empty()));
    }

    @Test
    void theSettingsSayHowProgrammesAreCalled() {
        ProgrammeTexts texts = templated(Map.of(
                "EXSTREAMTV_GUIDE_EPISODE_TITLE", "{show} {number}",
                "EXSTREAMTV_GUIDE_EPISODE_DESCRIPTION", "[First shown {date}. ]{plot}",
                "EXSTREAMTV_GUIDE_MOVIE_TITLE", "{title}[ ({year})]"));
        assertThat(texts.of("X", MOVIE, MediaDetails.NONE).title()).isEqualTo("X (1979)");
        ProgrammeTexts.Texts episode =
                texts.of("Show", EPISODE, ShowingTest.premiered(Optional.of(LocalDate.of(2004, 9, 22))));
        assertThat(episode.title()).isEqualTo("Show S02E05");
        assertThat(episode.description()).contains("First shown 2004-09-22.");
    }

    @Test
    void everyPlaceholderIsKnown() {
        for (String name : GuideTemplates.PLACEHOLDERS) {
            assertThat(templated(Map.of("EXSTREAMTV_GUIDE_EPISODE_TITLE", "{" + name + "}"))
                            .of("Show", EPISODE, MediaDetails.NONE))
                    .as(name)
                    .isNotNull();
        }
    }

    private ProgrammeTexts templated(Map<String, String> environment) {
        LaunchOptions options = new LaunchOptions(
                Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(data), List.of(), false);
        return new ProgrammeTexts(
                SettingsLoader.load(options, environment).guide().templates());
    }
}
