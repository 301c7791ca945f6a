package tv.exstream.server.channels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.SlateStyle;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlateRulesTest {
    private static final SlateStyle BARS = new SlateStyle(
            SlateStyle.Visual.TEST_PATTERN,
            SlateStyle.Audio.BEEP,
            "",
            "",
            Optional.empty(),
            Optional.of(Path.of("/music/theme.mp3")),
            0.5);

    @TempDir
    Path folder;

    private Path data;
    private Path media;
    private SlateRules rules;

    @BeforeEach
    void files() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        media = Files.createDirectories(folder.resolve("media"));
        Files.writeString(data.resolve("logo.png"), "x");
        Files.writeString(media.resolve("song.mp3"), "x");
        Files.writeString(folder.resolve("secret.png"), "x");
        Files.createSymbolicLink(media.resolve("link.png"), folder.resolve("secret.png"));
        rules = new SlateRules(new ChannelSlates(BARS, SlateStyle.DEFAULT, ZoneOffset.UTC), data, () -> List.of(media));
    }

    private static SlateChoice look(Optional<String> visual, Optional<String> image, Optional<String> soundtrack) {
        return new SlateChoice(
                visual, Optional.empty(), Optional.empty(), Optional.empty(), image, soundtrack, Optional.empty());
    }

    private static SlateChoices offline(SlateChoice choice) {
        return new SlateChoices(Optional.empty(), Optional.of(choice));
    }

    @Test
    void whatIsNotChosenIsAsTheSettingsSay() {
        assertThat(rules.resolve(SlateChoices.NONE).error()).isEqualTo(BARS);
        SlateChoice quiet = new SlateChoice(
                Optional.empty(),
                Optional.of("silent"),
                Optional.of("Sorry"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SlateStyle error = rules.resolve(new SlateChoices(Optional.of(quiet), Optional.empty()))
                .error();
        assertThat(error.visual()).isEqualTo(SlateStyle.Visual.TEST_PATTERN);
        assertThat(error.title()).isEqualTo("Sorry");
        assertThat(error.soundtrack()).as("a sound of its own").isEmpty();
        assertThat(error.volume()).isEqualTo(0.5);
    }

    @Test
    void filesMayLieInTheDataDirectoryAndInMediaFolders() {
        SlateChoices choices = offline(look(
                Optional.of("IMAGE"),
                Optional.of("logo.png"),
                Optional.of(media.resolve("song.mp3").toString())));
        assertThatCode(() -> rules.validate(choices)).doesNotThrowAnyException();
        SlateStyle style = rules.resolve(choices).offline();
        assertThat(style.image()).contains(data.resolve("logo.png").toAbsolutePath());
        assertThat(style.soundtrack()).contains(media.resolve("song.mp3").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../secret.png", "{}/secret.png", "{}/media/link.png", "/etc/passwd", "none.png", "", "a\0b"})
    void filesElsewhereAreRefusedWithoutSayingWhetherTheyExist(String file) {
        String image = file.replace("{}", folder.toString());
        assertThatThrownBy(
                        () -> rules.validate(offline(look(Optional.of("image"), Optional.of(image), Optional.empty()))))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("slates.offline.image")
                .hasMessageContaining("data directory");
    }

    @Test
    void badValuesAreNamedWithTheRemedy() {
        assertThatThrownBy(() -> rules.validate(offline(look(Optional.of("fog"), Optional.empty(), Optional.empty()))))
                .hasMessageContaining("slates.offline.visual")
                .hasMessageContaining("test_pattern");
        assertThatThrownBy(
                        () -> rules.validate(offline(look(Optional.of("image"), Optional.empty(), Optional.empty()))))
                .hasMessageContaining("needs a picture");
        SlateChoice loud = new SlateChoice(
                Optional.empty(),
                Optional.empty(),
                Optional.of("x".repeat(300)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(7.0));
        assertThatThrownBy(() -> rules.validate(offline(loud))).isInstanceOf(ChannelException.class);
    }

    @Test
    void aChannelKeepsItsSlatesAndChangingThemIsSeen() {
        SlateChoices chosen = offline(look(Optional.of("static"), Optional.empty(), Optional.empty()));
        try (Database database = Database.open(data)) {
            ChannelService channels =
                    new ChannelService(database, new CollectionService(database), Set.of("default"), rules);
            channels.create(request(Optional.of("Snow"), Optional.of(chosen)));
            long revision = channels.revision();
            ChannelNumber seven = ChannelNumber.of(7);
            assertThat(channels.slates(seven)).isEqualTo(chosen);
            channels.update(seven, request(Optional.of("Snow II"), Optional.empty()));
            assertThat(channels.slates(seven)).as("absent: stays").isEqualTo(chosen);
            channels.update(seven, request(Optional.empty(), Optional.of(SlateChoices.NONE)));
            assertThat(channels.revision()).isGreaterThan(revision + 1);
            assertThat(channels.effectiveSlates(seven).offline()).isEqualTo(SlateStyle.DEFAULT);
            assertThatThrownBy(() -> channels.update(
                            seven,
                            request(
                                    Optional.empty(),
                                    Optional.of(
                                            offline(look(Optional.of("fog"), Optional.empty(), Optional.empty()))))))
                    .isInstanceOf(ChannelException.class);
            channels.update(seven, request(Optional.empty(), Optional.of(chosen)));
        }
        try (Database database = Database.open(data)) {
            ChannelService again =
                    new ChannelService(database, new CollectionService(database), Set.of("default"), rules);
            assertThat(again.slates(ChannelNumber.of(7))).isEqualTo(chosen);
        }
    }

    private static ChannelRequest request(Optional<String> name, Optional<SlateChoices> slates) {
        ChannelRequest.Builder request = ChannelRequest.builder()
                .number(ChannelNumber.of(7))
                .collection(new CollectionRule.Everything());
        name.ifPresent(request::name);
        slates.ifPresent(request::slates);
        return request.build();
    }
}
