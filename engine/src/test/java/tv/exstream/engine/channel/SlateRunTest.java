package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.SlateStyle.Audio;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.slate.SlateLook;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SlateSound;
import tv.exstream.engine.slate.SlateText;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlateRunTest {
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    private static final long FRAME = 3_600;
    private static final long SOUND = 1_920;

    @TempDir
    Path folder;

    private final SlateRun run = new SlateRun();

    @Test
    void onlyASlatesPictureBringsTheSlatesSound() {
        try (SlateLibrary library = new SlateLibrary(folder);
                Packet packet = new Packet()) {
            SlateLoop loop = library.drawn(
                    SMALL, SlateLook.plain(SlateText.STAND_BY), new SlateSound(Audio.SINE, Optional.empty(), 0.5));
            assertThat(run.soundAt(0, packet)).as("before any slate").isFalse();
            for (int i = 0; i < 25; i++) {
                run.pictured(loop, 90_000 + i * FRAME, 90_000 + (i + 1) * FRAME);
            }
            assertThat(run.soundAt(90_000 - 1, packet)).as("a hole just before").isFalse();
            assertThat(run.soundAt(90_000, packet)).isTrue();
            assertThat(packet.size()).isPositive();
            assertThat(run.soundAt(180_000 - 1, packet)).isTrue();
            assertThat(run.soundAt(180_000, packet)).as("a hole after").isFalse();
        }
    }

    @Test
    void soundRunsOnThroughAChangeOfPictures() {
        try (SlateLibrary library = new SlateLibrary(folder);
                Packet packet = new Packet();
                Packet wanted = new Packet()) {
            SlateSound beep = new SlateSound(Audio.BEEP, Optional.empty(), 0.5);
            SlateLoop generic = library.drawn(SMALL, SlateLook.plain(SlateText.OFF_AIR), beep);
            SlateLoop announcing =
                    library.drawn(SMALL, SlateLook.plain(new SlateText("Off air", "Next: The Film at 20:15")), beep);
            for (int i = 0; i < 400; i++) {
                SlateLoop shown = i < 100 ? generic : announcing;
                run.pictured(shown, i * FRAME, (i + 1) * FRAME);
                assertThat(run.soundAt(i * FRAME + SOUND / 2, packet)).isTrue();
                assertThat(generic.sound().frame(i % generic.sound().length(), wanted))
                        .isTrue();
                assertThat(packet.size()).as("frame %d", i).isEqualTo(wanted.size());
            }
        }
    }

    private static Programme film(String title, Instant start) {
        return new Programme(7, title, start, start.plusSeconds(60), Optional.empty(), Duration.ZERO);
    }

    @Test
    void theNextProgrammeIsAnnouncedInTheZoneOfTheGuide() {
        Instant start = Instant.parse("2026-11-21T19:15:00Z");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(NextLine.of(film("The Film", start), start.minusSeconds(600), berlin, t -> true))
                .isEqualTo("Next: The Film at 20:15");
        assertThat(NextLine.of(film("東京", start), start.minusSeconds(600), berlin, t -> false))
                .isEqualTo("Next programme at 20:15");
        assertThat(NextLine.of(film("The Film", start), start.minus(Duration.ofDays(2)), berlin, t -> true))
                .isEqualTo("Next: The Film on Saturday at 20:15");
    }
}
