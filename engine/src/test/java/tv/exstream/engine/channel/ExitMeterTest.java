package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.FaultClass;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.slate.SlateLibrary;

import static org.assertj.core.api.Assertions.assertThat;

/** Every breach is seen, and nothing else. */
class ExitMeterTest {
    private static final long FRAME = 3_600;
    private static final long SOUND = 1_920;

    private final SlateLibrary library = new SlateLibrary(java.nio.file.Path.of("target", "slates"));
    private final SlateSet slates = SlateSet.of(library, OutputProfile.DEFAULT.withSize(320, 180));
    private final ChannelCounters counters = new ChannelCounters();
    private final ThrottledFaults faults =
            new ThrottledFaults(LoggerFactory.getLogger(ExitMeterTest.class), System::nanoTime);
    private final ExitMeter meter = new ExitMeter(counters, faults);
    private final PacketRing<Segment> ring = new PacketRing<>(4);
    private final PacketCell<Segment> cell = java.util.Objects.requireNonNull(ring.claim());
    private final Segment one = segment(1);
    private final Segment two = segment(2);

    @AfterEach
    void free() {
        ring.close();
        library.close();
    }

    private Segment segment(long id) {
        Programme programme = new Programme(
                id, "P" + id, Instant.EPOCH, Instant.EPOCH.plusSeconds(100), Optional.empty(), Duration.ZERO);
        return new Segment(id, programme, 0, 9_000_000, Optional.empty(), Optional.empty(), slates.standBy(), false);
    }

    private void picture(Segment segment, boolean slate, long pts, long dts, boolean key) {
        cell.describe(segment, PacketCell.VIDEO, pts, dts, FRAME, key);
        meter.note(cell, slate, 0);
    }

    private void sound(long pts) {
        cell.describe(one, PacketCell.AUDIO, pts, pts, SOUND, true);
        meter.note(cell, false, 0);
    }

    private void breached(String invariant) {
        assertThat(counters.violations.sum()).isEqualTo(1);
        assertThat(counters.snapshot().faults()).containsEntry(FaultClass.INTERNAL, 1L);
        assertThat(faults.newest().orElseThrow()).contains(invariant);
    }

    @Test
    void reorderedPicturesAcrossASeamAreFine() {
        picture(one, false, 20_000, 2_000, true);
        picture(one, false, 20_000 + 3 * FRAME, 2_000 + FRAME, false);
        picture(one, false, 20_000 + FRAME, 2_000 + 2 * FRAME, false);
        picture(one, false, 20_000 + 2 * FRAME, 2_000 + 3 * FRAME, false);
        picture(two, false, 20_000 + 4 * FRAME, 2_000 + 4 * FRAME, true);
        sound(20_000);
        sound(20_000 + SOUND);
        sound(20_000 + 3 * SOUND); // one frame missing
        assertThat(counters.violations.sum()).isZero();
    }

    @Test
    void dtsThatRepeats() {
        picture(one, false, 20_000, 2_000, true);
        picture(one, false, 20_000 + FRAME, 2_000, false);
        breached("DTS not rising");
    }

    @Test
    void aPictureDueBeforeItIsDecoded() {
        picture(one, false, 1_999, 2_000, true);
        breached("PTS before DTS");
    }

    @Test
    void aProgrammeJoinedBesideAKeyframe() {
        picture(one, false, 20_000, 2_000, true);
        picture(two, false, 20_000 + FRAME, 2_000 + FRAME, false);
        breached("no keyframe after a seam");
    }

    @Test
    void aSlateThatBeginsMidway() {
        picture(one, false, 20_000, 2_000, true);
        picture(one, true, 20_000 + FRAME, 2_000 + FRAME, false);
        breached("no keyframe after a seam");
    }

    @Test
    void picturesMissingAfterASlate() {
        picture(one, true, 20_000, 2_000, true);
        picture(two, false, 20_000 + 4 * FRAME, 2_000 + 4 * FRAME, true);
        breached("pictures missing");
    }

    @Test
    void aHoleAtASeamThatNoPictureIsHeldOver() {
        picture(one, false, 20_000, 2_000, true);
        picture(two, false, 20_000 + 14 * FRAME, 2_000 + 14 * FRAME, true);
        breached("pictures missing");
    }

    @Test
    void aHoldAtASeamAndASourceOfOnePictureASecondAreExcused() {
        picture(one, false, 20_000, 2_000, true);
        picture(one, false, 110_000, 92_000, false);
        picture(two, false, 110_000 + FRAME + 45_000, 92_000 + FRAME + 45_000, true);
        assertThat(counters.violations.sum()).isZero();
    }

    @Test
    void soundMissing() {
        sound(20_000);
        sound(20_000 + 2 * SOUND + 1);
        breached("sound missing");
    }

    @Test
    void oneStreamLeftBehind() {
        cell.describe(one, PacketCell.AUDIO, 20_000, 20_000, SOUND, true);
        meter.note(cell, false, 3_601);
        breached("apart");
    }

    @Test
    void anAnnouncedJumpBeginsAnew() {
        picture(one, false, 20_000_000, 19_982_000, true);
        cell.describe(two, PacketCell.VIDEO, 20_000, 2_000, FRAME, true);
        cell.discontinuity = true;
        meter.note(cell, true, 0);
        picture(two, true, 20_000 + FRAME, 2_000 + FRAME, false);
        assertThat(counters.violations.sum()).isZero();
    }
}
