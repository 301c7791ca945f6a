package tv.exstream.engine.slate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.SlateStyle.Audio;
import tv.exstream.engine.SlateStyle.Visual;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.observe.NativeLedger;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlateLibraryTest {
    private static final OutputProfile SMALL = Watched.SMALL;
    private static final SlateSound SINE = new SlateSound(Audio.SINE, Optional.empty(), 0.5);

    private static final long SPARE = 2 << 20;

    @TempDir
    Path folder;

    private static SlateLook look(String title) {
        return SlateLook.plain(new SlateText(title, ""));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void whatIsAskedForIsThereAtOnceAndDrawnBesides() throws InterruptedException {
        try (SlateLibrary library = new SlateLibrary(folder, List.of(), SPARE)) {
            SlateLoop plain = library.loop(SMALL, SlateText.STAND_BY);
            SlateLoop wanted = library.request(SMALL, look("Own"), SINE, plain, Duration.ZERO);
            assertThat(wanted).isNotSameAs(plain);
            await(wanted::isDrawn);
            assertThat(wanted.current()).isSameAs(wanted);
            assertThat(wanted.key(0)).isTrue();
            assertThat(wanted.sound().silent()).isFalse();
            assertThat(wanted.length()).isEqualTo(25);
        }
    }

    @Test
    void untilThenAnotherServes() {
        try (SlateLibrary library = new SlateLibrary(folder, List.of(), SPARE)) {
            SlateLoop plain = library.loop(SMALL, SlateText.STAND_BY);
            SlateLoop wanted = library.request(SMALL, look("Later"), SINE, plain, Duration.ofMinutes(5));
            assertThat(wanted.current()).isSameAs(plain);
            assertThat(wanted.sound().silent()).isTrue();
            library.release(wanted);
            assertThat(library.size()).isEqualTo(1);
        }
    }

    @Test
    void whoWantsTheSameSharesItAndItsSound() {
        try (SlateLibrary library = new SlateLibrary(folder, List.of(), SPARE)) {
            SlateLoop one = library.drawn(SMALL, look("A"), SINE);
            assertThat(library.drawn(SMALL, look("A"), SINE)).isSameAs(one);
            SlateLoop other = library.drawn(SMALL, look("B"), SINE);
            assertThat(other.sound()).isSameAs(one.sound());
            assertThat(library.drawnCount()).isEqualTo(2);
            library.release(one);
            library.release(one);
            assertThat(library.drawn(SMALL, look("A"), SINE))
                    .as("kept for the next")
                    .isSameAs(one);
        }
    }

    @Test
    void whatIsTrueForAWhileIsForgottenWithItsLastUser() throws InterruptedException {
        try (SlateLibrary library = new SlateLibrary(folder, List.of(), SPARE)) {
            SlateLoop plain = library.loop(SMALL, SlateText.STAND_BY);
            SlateLoop next = library.announcement(SMALL, look("Next"), SlateSound.SILENT, plain, Duration.ZERO);
            SlateLoop again = library.announcement(SMALL, look("Next"), SlateSound.SILENT, plain, Duration.ZERO);
            assertThat(again).isSameAs(next);
            await(next::isDrawn);
            library.release(next);
            assertThat(library.size()).isEqualTo(2);
            library.release(again);
            assertThat(library.size()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeDrawnIsReplacedForGood() throws InterruptedException, IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        try (SlateLibrary library = new SlateLibrary(folder, List.of(), SPARE)) {
            SlateLoop plain = library.loop(SMALL, SlateText.STAND_BY);
            SlateLook image = new SlateLook(Visual.IMAGE, new SlateText("", ""), Optional.of(broken));
            SlateLoop wanted = library.request(SMALL, image, SlateSound.SILENT, plain, Duration.ZERO);
            SlateLoop after = library.request(SMALL, look("After"), SlateSound.SILENT, plain, Duration.ZERO);
            await(after::isDrawn); // by the same thread, so the broken one has been tried
            assertThat(wanted.current()).isSameAs(plain);
        }
    }

    @Test
    void theCacheHasABound() {
        OutputProfile wide = OutputProfile.DEFAULT.withSize(640, 360);
        Map<String, Long> before = NativeLedger.live();
        try (SlateLibrary library = new SlateLibrary(folder, List.of(), SPARE)) {
            SlateLoop retained = library.drawn(
                    wide, new SlateLook(Visual.STATIC, new SlateText("kept", ""), Optional.empty()), SINE);
            long each = retained.bytes();
            assertThat(each).isGreaterThan(400_000);
            int many = (int) (SPARE / each) + 3;
            for (int i = 0; i < many; i++) {
                SlateLook snow = new SlateLook(Visual.STATIC, new SlateText("n" + i, ""), Optional.empty());
                library.release(library.drawn(wide, snow, SlateSound.SILENT));
            }
            assertThat(library.bytes()).isLessThanOrEqualTo(SPARE + each + 500_000);
            assertThat(library.size()).isLessThan(many + 1);
            try (Packet packet = new Packet()) {
                assertThat(retained.picture(0, packet))
                        .as("what is in use stays")
                        .isTrue();
            }
        }
        assertThat(NativeLedger.live()).isEqualTo(before);
    }

    @Test
    void aClosedLoopRefusesInsteadOfCrashing() {
        try (Packet packet = new Packet()) {
            SlateLoop loop;
            try (SlateLibrary library = new SlateLibrary(folder, List.of(), SPARE)) {
                loop = library.loop(SMALL, SlateText.OFF_AIR);
                assertThat(loop.picture(0, packet)).isTrue();
            }
            assertThat(packet.size()).as("shared bytes outlive the loop").isPositive();
            packet.unref();
            assertThat(loop.picture(0, packet)).isFalse();
        }
    }
}
