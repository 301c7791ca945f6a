package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.time.ManualAirClock;

import static org.assertj.core.api.Assertions.assertThat;

/** The splicer and its lanes against a clock that stands still, fed by hand. */
class SplicerTest {
    private static final long START = 9_000_000;
    private static final long FRAME = 3_600;
    private static final long SOUND = 1_920;
    private static final long STALL = 45_000;

    private record Out(
            int stream, long pts, long dts, long end, boolean key, long segment, int size, boolean discontinuity) {}

    private final SlateLibrary library = new SlateLibrary(Path.of("target", "slates"));
    private final SlateSet slates = SlateSet.of(library, OutputProfile.DEFAULT.withSize(320, 180));
    private final ManualAirClock clock = new ManualAirClock(START);
    private final PacketRing<Segment> video = new PacketRing<>(256);
    private final PacketRing<Segment> audio = new PacketRing<>(256);
    private final PacketRing<Segment> air = new PacketRing<>(512);
    private final ChannelCounters counters = new ChannelCounters();
    private final AtomicLong produced = new AtomicLong(START);
    private final AtomicLong keyWanted = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong jumps = new AtomicLong();
    private final Production production = new Production() {
        @Override
        public long packetsUntil() {
            return produced.get();
        }

        @Override
        public void wantKeyframe(long ticks90k) {
            keyWanted.set(ticks90k);
        }

        @Override
        public long clockJumped() {
            return jumps.incrementAndGet();
        }
    };
    private final Splicer splicer = new Splicer(
            clock,
            new VideoLane(video, STALL, production, counters, () -> slates),
            new AudioLane(audio, STALL, production, counters, () -> slates),
            air,
            counters,
            new ThrottledFaults(LoggerFactory.getLogger(SplicerTest.class), System::nanoTime),
            START + STALL,
            5 * 90_000,
            e -> {});
    private final List<Out> out = new ArrayList<>();

    @AfterEach
    void free() {
        video.close();
        audio.close();
        air.close();
        library.close();
    }

    private Segment segment(long id, long finish) {
        Programme programme = new Programme(
                id,
                "Programme " + id,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(100),
                Optional.empty(),
                java.time.Duration.ZERO);
        return new Segment(
                id,
                programme,
                START,
                finish,
                Optional.of(new StreamDecision(true, "h264", "fits")),
                Optional.empty(),
                slates.standBy(),
                false);
    }

    private void picture(Segment segment, long pts, boolean key) {
        picture(segment, pts, pts - AirTiming.REORDER_TICKS, key);
    }

    private void picture(Segment segment, long pts, long dts, boolean key) {
        put(video, segment, PacketCell.VIDEO, pts, dts, FRAME, key);
    }

    private void sound(Segment segment, long pts) {
        put(audio, segment, PacketCell.AUDIO, pts, pts, SOUND, true);
    }

    private void put(
            PacketRing<Segment> ring, Segment segment, int stream, long pts, long dts, long length, boolean key) {
        PacketCell<Segment> cell = ring.claim();
        assertThat(cell).as("room in the ring").isNotNull();
        if (cell != null) {
            cell.describe(segment, stream, pts, dts, length, key);
            ring.publish();
            produced.set(Math.max(produced.get(), pts + length));
        }
    }

    private void hole(PacketRing<Segment> ring, Segment segment, int stream, long from, long to) {
        PacketCell<Segment> cell = ring.claim();
        assertThat(cell).isNotNull();
        if (cell != null) {
            cell.describe(segment, stream, from, from, to - from, false);
            cell.hole = true;
            cell.discontinuity = to == from;
            ring.publish();
        }
    }

    /** {@code frames} pictures with a keyframe each 25, and sound beside them. */
    private void second(Segment segment, long from, int frames) {
        for (int i = 0; i < frames; i++) {
            picture(segment, from + i * FRAME, i % 25 == 0);
        }
        for (long at = from; at < from + frames * FRAME; at += SOUND) {
            sound(segment, at);
        }
    }

    private void runUntil(long ticks) {
        while (clock.nowTicks90k() < ticks) {
            clock.advance(1_800);
            splicer.doWork();
            for (PacketCell<Segment> cell = air.peek(); cell != null; cell = air.peek()) {
                Segment item = cell.item;
                out.add(new Out(
                        cell.stream,
                        cell.pts90k,
                        cell.dts90k,
                        cell.end90k(),
                        cell.key,
                        item == null ? 0 : item.id(),
                        cell.packet.size(),
                        cell.discontinuity));
                air.advance();
            }
        }
    }

    private List<Out> pictures() {
        return out.stream().filter(o -> o.stream == PacketCell.VIDEO).toList();
    }

    private List<Out> sounds() {
        return out.stream().filter(o -> o.stream == PacketCell.AUDIO).toList();
    }

    private static boolean slate(Out o) {
        return o.size > 0; // programme packets are made without contents here
    }

    /** What must hold whatever came in. */
    private void isContinuous(long maxVideoGap) {
        for (List<Out> stream : List.of(pictures(), sounds())) {
            for (int i = 0; i < stream.size(); i++) {
                Out o = stream.get(i);
                assertThat(o.dts).as("%s", o).isLessThanOrEqualTo(o.pts);
                if (i > 0) {
                    Out before = stream.get(i - 1);
                    assertThat(o.dts).as("%s after %s", o, before).isGreaterThan(before.dts);
                    long gap = o.pts - before.end;
                    assertThat(gap)
                            .as("%s after %s", o, before)
                            .isLessThanOrEqualTo(o.stream == PacketCell.VIDEO ? maxVideoGap : SOUND / 2);
                    boolean changed = slate(o) ? !slate(before) : slate(before) || o.segment != before.segment;
                    if (o.stream == PacketCell.VIDEO && changed) {
                        assertThat(o.key).as("%s after %s", o, before).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void nothingIsOnAirBeforeTheFirstKeyframeOrTheDeadline() {
        runUntil(START + STALL - 3_600);
        assertThat(out).isEmpty();
        assertThat(splicer.started()).isFalse();
        runUntil(START + STALL + 90_000);
        assertThat(splicer.started()).isTrue();
        assertThat(splicer.onSlate()).isTrue();
        assertThat(pictures()).isNotEmpty().allMatch(SplicerTest::slate);
        assertThat(pictures().getFirst().key).isTrue();
        assertThat(sounds()).isNotEmpty();
        isContinuous(0);
    }

    @Test
    void packetsLeaveWhenTheirTimeHasCome() {
        second(segment(1, START + 900_000), START + 20_000, 25);
        runUntil(START + 20_000 + 45_000);
        assertThat(pictures()).noneMatch(SplicerTest::slate);
        assertThat(out).allMatch(o -> o.dts <= clock.nowTicks90k());
        assertThat(pictures().getLast().dts).isGreaterThan(clock.nowTicks90k() - FRAME);
        isContinuous(0);
    }

    @Test
    void aProgrammeIsFollowedByTheNextAtAKeyframe() {
        Segment one = segment(1, START + 100_000);
        Segment two = segment(2, START + 900_000);
        second(one, START + 18_000, 25);
        picture(two, START + 18_000 + 90_000 - 2 * FRAME, false); // not decodable yet
        second(two, START + 18_000 + 90_000, 25);
        runUntil(START + 18_000 + 170_000);
        assertThat(pictures()).hasSizeGreaterThan(40).noneMatch(SplicerTest::slate);
        assertThat(counters.droppedPackets.sum()).isEqualTo(1);
        assertThat(counters.seams.sum()).isEqualTo(1);
        assertThat(splicer.onAir()).contains(two);
        isContinuous(0);
    }

    @Test
    void anAnnouncedHoleIsFilledToTheFrame() {
        Segment one = segment(1, START + 900_000);
        second(one, START + 18_000, 25);
        long gone = START + 18_000 + 90_000;
        hole(video, one, PacketCell.VIDEO, gone, gone + 90_000);
        hole(audio, one, PacketCell.AUDIO, gone, gone + 90_000);
        second(segment(2, START + 900_000), gone + 90_000, 25);
        runUntil(gone + 90_000 + 60_000);
        long slates = pictures().stream().filter(SplicerTest::slate).count();
        assertThat(slates).isBetween(24L, 25L);
        assertThat(counters.slateTicks.sum()).isEqualTo(slates * FRAME);
        assertThat(counters.silentFrames.sum()).isBetween(46L, 47L);
        isContinuous(FRAME / 2);
    }

    @Test
    void aSourceThatDriesUpIsReplacedAndRejoinedAtItsNextKeyframe() {
        Segment one = segment(1, START + 9_000_000);
        second(one, START + 18_000, 25);
        long dry = START + 18_000 + 90_000;
        runUntil(dry + 90_000);
        assertThat(splicer.onSlate()).isTrue();
        assertThat(counters.underruns.sum()).isPositive();
        long late = clock.nowTicks90k() - 30_000;
        for (int i = 0; i < 30; i++) {
            picture(one, late + i * FRAME, i == 20); // what is past, and what has no keyframe, is of no use
        }
        for (long at = late; at < late + 30 * FRAME; at += SOUND) {
            sound(one, at);
        }
        runUntil(late + 29 * FRAME);
        assertThat(splicer.onSlate()).isFalse();
        assertThat(counters.droppedPackets.sum()).isGreaterThanOrEqualTo(20);
        isContinuous(FRAME);
    }

    @Test
    void dtsRisesHoweverWildTheSource() {
        Segment one = segment(1, START + 9_000_000);
        long at = START + 18_000;
        picture(one, at, true);
        picture(one, at + 3 * FRAME, at - 18_000, false); // DTS repeated
        picture(one, at + FRAME, at - 18_000 - 500, false); // DTS backwards
        picture(one, at + 2 * FRAME, at - 18_000 + 2 * FRAME, false);
        sound(one, at);
        sound(one, at); // twice
        sound(one, at + SOUND);
        sound(one, at - 5 * SOUND);
        sound(one, at + 2 * SOUND + SOUND / 3);
        runUntil(at + 3 * FRAME);
        assertThat(pictures()).hasSize(2);
        assertThat(sounds()).hasSize(3);
        assertThat(counters.droppedPackets.sum()).isEqualTo(4);
        for (List<Out> stream : List.of(pictures(), sounds())) {
            for (int i = 1; i < stream.size(); i++) {
                assertThat(stream.get(i).dts).isGreaterThan(stream.get(i - 1).dts);
            }
        }
    }

    @Test
    void aMuxerThatIsBehindHoldsPacketsAndLosesNone() {
        Segment one = segment(1, START + 9_000_000);
        second(one, START + 18_000, 100);
        clock.set(START + 18_000 + 90_000);
        PacketRing<Segment> full = air;
        int claimed = 0;
        while (full.claim() != null) {
            full.publish(); // somebody else's cells until the ring is full
            claimed++;
        }
        splicer.doWork();
        for (int i = 0; i < claimed; i++) {
            full.advance();
        }
        assertThat(full.peek()).isNull();
        runUntil(START + 18_000 + 95_000);
        assertThat(pictures().getFirst().pts).isEqualTo(START + 18_000);
        isContinuous(0);
    }

    private void plays(Segment one, long from, int frames) {
        second(one, from, frames);
        runUntil(from + (frames - 5) * FRAME);
        assertThat(splicer.onSlate()).isFalse();
    }

    /** The source, having heard of the jump, starts anew. */
    private void restarts(Segment segment, long from, int frames) {
        for (PacketRing<Segment> ring : List.of(video, audio)) {
            hole(ring, segment, 0, jumps.get(), jumps.get());
        }
        second(segment, from, frames);
    }

    private void jumpsOnceBy(long ticks) {
        Segment one = segment(1, START + 900_000);
        plays(one, START + 18_000, 75);
        second(one, START + 18_000 + 75 * FRAME, 25); // already produced: for a time that is no more
        int before = out.size();
        clock.advance(ticks);
        long now = clock.nowTicks90k();
        produced.set(0);
        runUntil(now + 9_000);
        restarts(segment(2, now + 900_000_000), now + 30_000, 50);
        runUntil(now + 90_000);

        assertThat(counters.reanchors.sum()).isEqualTo(1);
        assertThat(jumps.get()).isEqualTo(1);
        List<Out> after = out.subList(before, out.size());
        assertThat(after).filteredOn(Out::discontinuity).containsExactly(after.getFirst());
        assertThat(after.getFirst().stream).isEqualTo(PacketCell.VIDEO);
        assertThat(after.getFirst().key).isTrue();
        assertThat(after).allMatch(o -> o.pts >= now - 1_800 && o.pts <= now + 90_000 + 18_000 + FRAME);
        assertThat(after.size()).as("neither burst nor stall").isBetween(60, 90);
        assertThat(splicer.onSlate()).as("back on programme").isFalse();
        assertThat(counters.violations.sum()).isZero();
    }

    @Test
    void aClockThatJumpsAheadByHoursIsFollowedByOneAnnouncedStep() {
        jumpsOnceBy(2 * 3600 * 90_000L);
    }

    @Test
    void aClockThatJumpsBackByHoursIsFollowedByOneAnnouncedStep() {
        jumpsOnceBy(-2 * 3600 * 90_000L);
    }

    @Test
    void aPauseOfFourSecondsIsCaughtUpWithoutAStep() {
        Segment one = segment(1, START + 9_000_000);
        plays(one, START + 18_000, 75);
        second(one, START + 18_000 + 75 * FRAME, 25);
        clock.advance(4 * 90_000); // everything stood still, and the source has no more than its lead
        runUntil(clock.nowTicks90k() + 9_000);
        long late = clock.nowTicks90k() + 20_000;
        second(one, late, 50);
        runUntil(late + 90_000);
        assertThat(counters.reanchors.sum()).isZero();
        assertThat(out).noneMatch(Out::discontinuity);
        assertThat(counters.violations.sum()).isZero();
        assertThat(splicer.onSlate()).isFalse();
        isContinuous(FRAME);
    }

    @Test
    void aKeyframeIsAskedForWhereThePictureWentAway() {
        Segment one = segment(1, START + 9_000_000);
        second(one, START + 18_000, 25);
        runUntil(START + 18_000 + 90_000 + STALL);
        assertThat(splicer.onSlate()).isTrue();
        assertThat(keyWanted.get()).isBetween(START + 108_000, clock.nowTicks90k() + 2 * 18_000);
        assertThat(counters.violations.sum()).isZero();
    }

    @Test
    void aShortHoleIsLeftToTheLastPicture() {
        Segment one = segment(1, START + 108_000);
        second(one, START + 18_000, 25);
        long gone = START + 108_000;
        hole(video, one, PacketCell.VIDEO, gone, gone + 27_000);
        hole(audio, one, PacketCell.AUDIO, gone, gone + 27_000);
        second(segment(2, START + 900_000), gone + 27_000, 25);
        runUntil(gone + 80_000);
        assertThat(pictures()).noneMatch(SplicerTest::slate);
        assertThat(counters.violations.sum()).isZero();
        isContinuous(27_000);
    }

    @Test
    void soundDoesNotRunAwayFromAPictureThatIsLate() {
        Segment one = segment(1, START + 9_000_000);
        second(one, START + 18_000, 50);
        runUntil(START + 18_000 + 90_000 + 30_000); // past the grace of a start
        long until = START + 18_000 + 50 * FRAME;
        for (long at = until; at < until + 45_000; at += SOUND) {
            sound(one, at);
        }
        runUntil(until + 18_000);
        assertThat(sounds().getLast().pts).isLessThanOrEqualTo(until - 18_000 + 3_600 + SOUND);
        runUntil(until + 90_000);
        assertThat(splicer.onSlate()).isTrue();
        assertThat(sounds().getLast().pts).isGreaterThan(until + 40_000);
        assertThat(counters.violations.sum()).isZero();
        isContinuous(0);
    }
}
