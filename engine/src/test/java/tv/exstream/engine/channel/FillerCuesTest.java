package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.time.Timeline;
import tv.exstream.engine.ts.SpliceInsert;
import tv.exstream.engine.ts.SpliceInsert.Action;

import static org.assertj.core.api.Assertions.assertThat;

/** What is announced, and when, while pictures of a day's programmes pass at 25 a second. */
class FillerCuesTest {
    private static final long FRAME = 3_600;
    private static final long SECOND = Timeline.RATE;
    /** A picture's time stamp is not exactly the seam's. */
    private static final long OFF = 17;

    private record Sent(double atSecond, SpliceInsert cue) {}

    private long now;
    private final SlateLibrary library = new SlateLibrary(Path.of("target", "slates"));
    private final SlateSet slates = SlateSet.of(library, OutputProfile.DEFAULT.withSize(320, 180));
    private final Timeline timeline = new Timeline(Instant.EPOCH);
    private final List<Programme> day = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final ThrottledFaults faults = new ThrottledFaults(LoggerFactory.getLogger("test"), System::nanoTime);
    private final FillerCues cues = new FillerCues(
            () -> this::programmeAt, timeline, faults, 100, cue -> sent.add(new Sent(now / (double) SECOND, cue)));
    private long segments;
    private boolean broken;

    @AfterEach
    void free() {
        library.close();
    }

    private Programme programmeAt(Instant at) {
        if (broken) {
            throw new IllegalStateException("the playout is broken");
        }
        return day.stream()
                .filter(p -> p.covers(at))
                .findFirst()
                .orElseGet(() -> Programme.offline(at, at.plusSeconds(60)));
    }

    private void then(int seconds, boolean filler) {
        Instant start = day.isEmpty() ? Instant.EPOCH : day.getLast().finish();
        day.add(new Programme(
                day.size(),
                filler ? "Advert" : "Film",
                start,
                start.plusSeconds(seconds),
                Optional.empty(),
                Duration.ZERO,
                filler));
    }

    private Segment segment(Programme programme) {
        return new Segment(
                ++segments,
                programme,
                timeline.ticksAt(programme.start()),
                timeline.ticksAt(programme.finish()),
                Optional.empty(),
                Optional.empty(),
                slates.standBy(),
                false);
    }

    /** Airs the day's programmes over these seconds, each as one segment. */
    private void air(int from, int to) {
        Segment segment = null;
        for (now = from * SECOND + OFF; now < to * SECOND; now += FRAME) {
            Programme programme = programmeAt(timeline.instantAt(now));
            if (segment == null || !segment.programme().equals(programme)) {
                segment = segment(programme);
            }
            cues.aired(segment, now);
        }
    }

    private List<String> told() {
        return sent.stream()
                .map(s -> "%.1f %s %d at %.1f for %.1f"
                        .formatted(
                                s.atSecond,
                                s.cue.action(),
                                s.cue.eventId(),
                                s.cue.pts90k() / (double) SECOND,
                                s.cue.duration90k() / (double) SECOND))
                .toList();
    }

    @Test
    void aBreakIsAnnouncedTwiceAheadAndOnceAtTheSeamAndSoIsItsEnd() {
        then(60, false);
        then(30, true);
        then(60, false);
        then(20, true);
        then(60, false);
        air(0, 200);

        assertThat(told())
                .containsExactly(
                        "55.0 OUT 100 at 60.0 for 30.0",
                        "58.0 OUT 100 at 60.0 for 30.0",
                        "60.0 OUT 100 at 60.0 for 30.0",
                        "85.0 RETURN 100 at 90.0 for 0.0",
                        "88.0 RETURN 100 at 90.0 for 0.0",
                        "90.0 RETURN 100 at 90.0 for 0.0",
                        "145.0 OUT 101 at 150.0 for 20.0",
                        "148.0 OUT 101 at 150.0 for 20.0",
                        "150.0 OUT 101 at 150.0 for 20.0",
                        "165.0 RETURN 101 at 170.0 for 0.0",
                        "168.0 RETURN 101 at 170.0 for 0.0",
                        "170.0 RETURN 101 at 170.0 for 0.0");
        assertThat(sent.get(0).cue().pts90k())
                .as("ahead: where the schedule has it")
                .isEqualTo(60 * SECOND);
        assertThat(sent.get(2).cue().pts90k())
                .as("at the seam: the picture's own")
                .isEqualTo(60 * SECOND + OFF);
    }

    @Test
    void severalFillersInARowAreOneBreak() {
        then(60, false);
        then(10, true);
        then(15, true);
        then(5, true);
        then(60, false);
        air(0, 100);

        assertThat(told())
                .containsExactly(
                        "55.0 OUT 100 at 60.0 for 30.0",
                        "58.0 OUT 100 at 60.0 for 30.0",
                        "60.0 OUT 100 at 60.0 for 30.0",
                        "85.0 RETURN 100 at 90.0 for 0.0",
                        "88.0 RETURN 100 at 90.0 for 0.0",
                        "90.0 RETURN 100 at 90.0 for 0.0");
    }

    @Test
    void aChannelThatStartsWithinABreakSaysSo() {
        then(60, true);
        then(60, false);
        air(40, 70);

        assertThat(told())
                .containsExactly(
                        "40.0 OUT 100 at 40.0 for 20.0",
                        "55.0 RETURN 100 at 60.0 for 0.0",
                        "58.0 RETURN 100 at 60.0 for 0.0",
                        "60.0 RETURN 100 at 60.0 for 0.0");
    }

    @Test
    void anAnnouncementForWhichItIsTooLateIsNotMadeUpFor() {
        then(60, false);
        then(30, true);
        air(59, 61);
        assertThat(told()).containsExactly("59.0 OUT 100 at 60.0 for 30.0", "60.0 OUT 100 at 60.0 for 30.0");
    }

    @Test
    void anotherAttemptAtAProgrammeAnnouncesNothingTwice() {
        then(60, false);
        then(30, true);
        air(50, 57);
        air(57, 61);
        assertThat(told())
                .containsExactly(
                        "55.0 OUT 100 at 60.0 for 30.0",
                        "58.0 OUT 100 at 60.0 for 30.0",
                        "60.0 OUT 100 at 60.0 for 30.0");
    }

    @Test
    void aBreakThatIsEditedAwayIsCancelled() {
        then(60, false);
        then(30, true);
        air(50, 57);
        day.removeLast();
        then(60, false);
        air(60, 62);
        assertThat(told()).containsExactly("55.0 OUT 100 at 60.0 for 30.0", "60.0 CANCEL 100 at 60.0 for 0.0");
    }

    @Test
    void aPlayoutThatFailsCostsTheAnnouncementNotTheChannel() {
        then(60, false);
        then(30, true);
        Segment film = segment(day.get(0));
        Segment advert = segment(day.get(1));
        broken = true;
        cues.aired(null, 0);
        cues.aired(film, 58 * SECOND);
        cues.aired(advert, 60 * SECOND);
        assertThat(sent).extracting(Sent::cue).containsExactly(new SpliceInsert(100, Action.OUT, 60 * SECOND, 0));
        assertThat(faults.total()).isPositive();
    }
}
