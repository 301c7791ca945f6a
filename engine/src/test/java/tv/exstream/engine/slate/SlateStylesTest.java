package tv.exstream.engine.slate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Clips;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.SlateStyle.Audio;
import tv.exstream.engine.SlateStyle.Visual;
import tv.exstream.engine.TestClips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Every way a slate may look and sound, looked at and listened to. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlateStylesTest {
    @TempDir
    Path folder;

    private Watched watch(Visual visual, Audio audio, String title, int seconds) throws IOException {
        return Watched.of(folder, Watched.style(visual, audio, title, 0.5), seconds);
    }

    private Watched withFiles(Visual visual, Optional<Path> image, Optional<Path> track, int seconds)
            throws IOException {
        return Watched.of(folder, new SlateStyle(visual, Audio.SILENT, "", "", image, track, 0.5), seconds);
    }

    @Test
    void textIsSeenOnBlack() throws IOException {
        Watched watched = watch(Visual.TEXT, Audio.SILENT, "Back soon", 3);
        watched.isClean();
        List<byte[]> pictures = watched.pictures();
        assertThat(pictures).hasSizeGreaterThanOrEqualTo(3);
        assertThat(Watched.rgb(pictures.get(1), 0.02, 0.02)).containsOnly(0);
        assertThat(Watched.bright(pictures.get(1))).isBetween(100L, 5_000L);
        assertThat(Watched.rms(watched.sound(), 0, 48_000)).isLessThan(1e-4);
    }

    @Test
    void aSlateHasItsOwnGroundAndSaysWhatFitsTheOccasion() throws IOException {
        byte[] picture = watch(Visual.SLATE, Audio.SILENT, "", 2).pictures().get(1);
        assertThat(Watched.rgb(picture, 0.02, 0.02)[2]).isBetween(0x14, 0x30);
        assertThat(Watched.bright(picture)).as("'Off air'").isGreaterThan(100);
    }

    @Test
    void snowIsNoise() throws IOException {
        Watched watched = watch(Visual.STATIC, Audio.WHITE_NOISE, "", 5);
        watched.isClean();
        List<byte[]> pictures = watched.pictures();
        assertThat(Watched.entropy(pictures.get(1))).isGreaterThan(6);
        assertThat(pictures.get(1)).isNotEqualTo(pictures.get(2));
        double[] sound = watched.sound();
        assertThat(Watched.rms(sound, 0, sound.length)).isCloseTo(0.5 / Math.sqrt(3), within(0.06));
        assertThat(Watched.amplitude(sound, 1000)).as("no tone in it").isLessThan(0.02);
    }

    @Test
    void barsHaveTheColoursOfTheStandard() throws IOException {
        Watched watched = watch(Visual.TEST_PATTERN, Audio.SINE, "", 5);
        watched.isClean();
        byte[] picture = watched.pictures().get(2);
        int[][] wanted = {{191, 191, 0}, {0, 191, 191}, {0, 191, 0}, {191, 0, 191}, {191, 0, 0}, {0, 0, 191}};
        double[] across = {0.28, 0.39, 0.50, 0.61, 0.72, 0.82};
        for (int i = 0; i < wanted.length; i++) {
            int[] seen = Watched.rgb(picture, across[i], 0.3);
            for (int c = 0; c < 3; c++) {
                // the decoder's matrix for small pictures is not the one of high definition
                assertThat(seen[c]).as("bar %d", i).isCloseTo(wanted[i][c], within(35));
            }
        }
        double[] sound = watched.sound();
        assertThat(Watched.amplitude(sound, 1000)).isCloseTo(0.5, within(0.05));
        for (int at = 0; at + 2_400 < sound.length; at += 2_400) {
            assertThat(Watched.rms(sound, at, at + 2_400))
                    .as("steady at %d", at)
                    .isCloseTo(0.5 / Math.sqrt(2), within(0.02));
        }
    }

    @Test
    void beepsOnceASecond() throws IOException {
        Watched watched = watch(Visual.TEXT, Audio.BEEP, "Beep", 20);
        watched.isClean();
        double[] sound = watched.sound();
        int step = 480; // 10 ms
        int loud = 0;
        int beeps = 0;
        int last = -1;
        boolean on = false;
        for (int at = 0; at + step <= sound.length; at += step) {
            boolean now = Watched.rms(sound, at, at + step) > 0.1;
            loud += now ? 1 : 0;
            if (now && !on) {
                if (last >= 0) {
                    assertThat(at - last).isCloseTo(48_000, within(2 * step));
                }
                last = at;
                beeps++;
            }
            on = now;
        }
        assertThat(beeps).isBetween(18, 20);
        assertThat(loud).as("a tenth of the time").isBetween(beeps * 8, beeps * 13);
    }

    @Test
    void anImageIsFittedIntoTheScreen() throws IOException {
        Path red = TestClips.clip("red.png", "-f lavfi -i color=red:size=100x100 -frames:v 1");
        Watched watched = withFiles(Visual.IMAGE, Optional.of(red), Optional.empty(), 3);
        watched.isClean();
        byte[] picture = watched.pictures().get(1);
        assertThat(Watched.rgb(picture, 0.5, 0.5)[0]).isGreaterThan(200);
        assertThat(Watched.rgb(picture, 0.5, 0.02)[0]).as("to the upper edge").isGreaterThan(200);
        assertThat(Watched.rgb(picture, 0.05, 0.5)[0]).as("black beside it").isLessThan(30);
        assertThat(Watched.rgb(picture, 0.95, 0.5)[0]).isLessThan(30);
    }

    @Test
    void aSoundtrackRunsOnBeyondItsEndWithoutAClick() throws IOException {
        Path track = TestClips.clip(
                "track.flac", "-f lavfi -i sine=frequency=400:sample_rate=44100 -t 3.1 -af volume=4 -c:a flac");
        Watched watched = withFiles(Visual.SLATE, Optional.empty(), Optional.of(track), 12);
        watched.isClean();
        double[] sound = watched.sound();
        double level = Watched.rms(sound, 0, sound.length);
        // mono on two channels is 3 dB down on each
        double peak = 0.25 / Math.sqrt(2);
        assertThat(level).as("half of half of full scale").isCloseTo(peak / Math.sqrt(2), within(0.02));
        double steepest = 2 * Math.PI * 400 / 48_000 * peak;
        for (int i = 1; i < sound.length; i++) {
            assertThat(Math.abs(sound[i] - sound[i - 1])).as("at %d", i).isLessThan(1.6 * steepest);
        }
        for (int at = 0; at + 9_600 < sound.length; at += 9_600) {
            assertThat(Watched.rms(sound, at, at + 9_600))
                    .as("no hole at %d", at)
                    .isGreaterThan(0.4 * level);
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.png"), "no picture");
        assertThatThrownBy(() -> withFiles(Visual.IMAGE, Optional.of(notes), Optional.empty(), 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("notes.png")
                .hasMessageContaining("PNG, JPEG");
        assertThatThrownBy(() -> withFiles(Visual.IMAGE, Optional.of(folder.resolve("no.png")), Optional.empty(), 1))
                .hasMessageContaining("no.png");
        assertThatThrownBy(() -> withFiles(Visual.SLATE, Optional.empty(), Optional.of(Clips.pictureOnly(3)), 1))
                .hasMessageContaining("no sound");
    }
}
