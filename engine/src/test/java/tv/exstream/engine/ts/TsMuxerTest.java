package tv.exstream.engine.ts;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tv.exstream.engine.PesUnit;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TsMuxerTest {
    private static final TsService SERVICE = new TsService("One", "EXStreamTV", true, true);
    private static final Duration LEAD = Duration.ofMillis(400);
    private static final long START = 90_000_000;
    private static final long SOUND = 1_920;
    private static final byte[] DELIMITER = {0, 0, 0, 1, 9, (byte) 0xf0};

    private final TsTape tape = new TsTape();
    private final Random random = new Random(35);

    private TsMuxer muxer(int kbps) {
        return new TsMuxer(SERVICE, LEAD, kbps, tape);
    }

    /** Random bytes that begin with a slice. */
    private byte[] picture(int length, boolean key) {
        byte[] unit = new byte[length];
        random.nextBytes(unit);
        byte[] start = {0, 0, 0, 1, (byte) (key ? 0x65 : 0x41)};
        System.arraycopy(start, 0, unit, 0, Math.min(length, start.length));
        return unit;
    }

    private byte[] sound(int length) {
        byte[] frame = new byte[length];
        random.nextBytes(frame);
        byte[] start = {
            (byte) 0xff,
            (byte) 0xf1,
            0x4c,
            (byte) (0x80 | length >> 11),
            (byte) (length >> 3),
            (byte) ((length & 7) << 5 | 0x1f),
            (byte) 0xfc
        };
        System.arraycopy(start, 0, frame, 0, Math.min(length, start.length));
        return frame;
    }

    private static void video(TsMuxer to, byte[] unit, long pts, long dts, boolean key, boolean jump) {
        // not at the start of its memory, as in a packet
        byte[] memory = new byte[unit.length + 7];
        System.arraycopy(unit, 0, memory, 7, unit.length);
        to.video(MemorySegment.ofArray(memory), 7, unit.length, pts, dts, key, jump);
    }

    private static void audio(TsMuxer to, byte[] frame, long pts, boolean jump) {
        to.audio(MemorySegment.ofArray(frame), 0, frame.length, pts, jump);
    }

    /** Pictures of random sizes and sound beside them, in order of DTS, over {@code [from, from + ticks)}. */
    private void play(TsMuxer to, long from, long ticks, double rate, int pictureBytes, boolean sounds) {
        long frame = Math.round(90_000 / rate);
        long nextSound = from;
        int gop = (int) Math.max(1, Math.round(2 * rate));
        for (int i = 0; i * 90_000 / rate < ticks; i++) {
            long dts = from + Math.round(i * 90_000 / rate);
            for (; sounds && nextSound < dts; nextSound += SOUND) {
                audio(to, sound(200 + random.nextInt(400)), nextSound, false);
            }
            boolean key = i % gop == 0;
            int bytes = Math.max(10, (key ? 4 : 1) * random.nextInt(pictureBytes));
            video(to, picture(bytes, key), dts + (i % 3 == 0 ? 0 : 2 * frame), dts, key, false);
        }
    }

    /** DTS of every PES packet against the newest PCR sent before or with it. */
    private static void neverBehindThePcr(TsInspector ts) {
        for (List<PesUnit> stream : List.of(ts.video(), ts.audio())) {
            int p = 0;
            for (PesUnit unit : stream) {
                while (p + 1 < ts.pcrs().size() && ts.pcrs().get(p + 1).packet() <= unit.packet()) {
                    p++;
                }
                if (ts.pcrs().get(p).packet() <= unit.packet()) {
                    long ahead = Timeline.diff33(unit.dts(), ts.pcrs().get(p).ticks27M() / 300);
                    assertThat(ahead)
                            .as("DTS ahead of PCR at packet %d", unit.packet())
                            .isPositive();
                }
            }
        }
    }

    private TsInspector isClean() {
        TsInspector ts = TsInspector.of(tape.bytes());
        TsFigures f = TsFigures.of(ts);
        assertThat(f.sync() + f.continuity() + f.crc() + f.pcrJumps() + f.dtsBackward() + f.ptsBeforeDts())
                .as("%s", f)
                .isZero();
        assertThat(f.pcrMillis()).as("%s", f).isLessThanOrEqualTo(40);
        // tables are timed by the PCR before them
        assertThat(f.patMillis()).as("%s", f).isLessThanOrEqualTo(140);
        assertThat(f.pmtMillis()).as("%s", f).isLessThanOrEqualTo(140);
        assertThat(f.falseKeys()).as("%s", f).isZero();
        neverBehindThePcr(ts);
        return ts;
    }

    @Test
    void carriesEveryByteOfUnitsOfEveryLength() {
        TsMuxer muxer = muxer(0);
        List<byte[]> pictures = new ArrayList<>();
        List<byte[]> sounds = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int length = 5; length < 800; length++) {
            lengths.add(length);
        }
        lengths.addAll(List.of(65_507, 65_516, 65_517, 65_518, 65_519, 65_520, 65_535, 65_536, 200_003));
        long dts = START;
        for (int length : lengths) {
            boolean key = random.nextInt(4) == 0;
            byte[] picture = picture(length, key);
            pictures.add(picture);
            video(muxer, picture, dts + (random.nextBoolean() ? 3_600 : 0), dts, key, false);
            byte[] sound = sound(Math.min(length, 8_191));
            sounds.add(sound);
            audio(muxer, sound, dts + 500, false);
            dts += random.nextInt(1, 9_000);
        }

        List<byte[]> video = tape.units(Pid.VIDEO);
        List<byte[]> audio = tape.units(Pid.AUDIO);
        assertThat(video).hasSameSizeAs(pictures);
        assertThat(audio).hasSameSizeAs(sounds);
        for (int i = 0; i < pictures.size(); i++) {
            byte[] delimited = concat(DELIMITER, pictures.get(i));
            assertThat(TsTape.data(video.get(i))).isEqualTo(delimited);
            assertThat(TsTape.data(audio.get(i))).isEqualTo(sounds.get(i));
            int whole = video.get(i).length - 6;
            assertThat(announced(video.get(i))).isEqualTo(whole > 0xffff ? 0 : whole);
            assertThat(announced(audio.get(i))).isEqualTo(audio.get(i).length - 6);
        }
        TsFigures f = TsFigures.of(tape.bytes());
        assertThat(f.sync() + f.continuity() + f.crc()).isZero();
        assertThat(f.pcrMillis()).isLessThanOrEqualTo(40);
    }

    private static int announced(byte[] pes) {
        return (pes[4] & 0xff) << 8 | (pes[5] & 0xff);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }

    @Test
    void delimitsAccessUnitsThatAreNot() {
        TsMuxer muxer = muxer(0);
        byte[] bare = {0, 0, 1, 0x65, 1, 2, 3};
        byte[] long4 = {0, 0, 0, 1, 9, (byte) 0x10, 0, 0, 1, 0x65, 1};
        byte[] short3 = {0, 0, 1, 0x69, (byte) 0x10, 0, 0, 1, 0x65, 1};
        long dts = START;
        for (byte[] unit : List.of(bare, long4, short3)) {
            video(muxer, unit, dts, dts, true, false);
            dts += 3_600;
        }
        assertThat(tape.units(Pid.VIDEO).stream().map(TsTape::data))
                .containsExactly(concat(DELIMITER, bare), long4, short3);
    }

    @ParameterizedTest
    @CsvSource({
        "1,true",
        "1,false",
        "7,true",
        "7,false",
        "12,true",
        "23.976,true",
        "25,true",
        "25,false",
        "29.97,true",
        "50,true",
        "59.94,false",
        "120,true"
    })
    void clockReferencesAreFortyMillisecondsApartAtMost(double rate, boolean sounds) {
        TsMuxer muxer = muxer(0);
        play(muxer, START, 10 * 90_000, rate, 9_000, sounds);

        TsInspector ts = isClean();
        assertThat(ts.video()).hasSizeGreaterThan((int) (9 * rate));
        assertThat(muxer.late()).isZero();
        assertThat(muxer.nulls()).isZero();
        assertThat(tape.units(Pid.SDT)).hasSizeBetween(10 * 1000 / 750, 10 * 1000 / 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 333, 1_237, 3_000, 8_000, 200_000})
    void constantRateHoldsToTheByte(int kbps) {
        TsMuxer muxer = muxer(kbps);
        play(muxer, START, 8 * 90_000, 12.5, Math.max(12, kbps * 2), kbps > 300);

        assertThat(tape.pid(0)).as("begins with its tables").isEqualTo(kbps == 100 ? Pid.VIDEO : Pid.PAT);
        TsInspector ts = isClean();
        List<TsInspector.Pcr> pcrs = ts.pcrs();
        assertThat(pcrs).hasSizeGreaterThan(8 * 25);
        for (TsInspector.Pcr pcr : pcrs) {
            long bits = (pcr.packet() - pcrs.getFirst().packet()) * 188L * 8;
            long passed = pcr.ticks27M() - pcrs.getFirst().ticks27M();
            assertThat(passed)
                    .as("at packet %d", pcr.packet())
                    .isBetween(bits * 27_000 / kbps - 1, bits * 27_000 / kbps + 1);
        }
        assertThat(muxer.overruns()).isZero();
        assertThat(muxer.late()).isZero();
        assertThat(muxer.nulls()).isPositive();
        double seconds = (pcrs.getLast().ticks27M() - pcrs.getFirst().ticks27M()) / 27e6;
        assertThat(seconds).isBetween(7.5, 8.5);
    }

    @Test
    void whatExceedsTheConstantRateIsSentAnywayAndCounted() {
        int kbps = 2_000;
        TsMuxer muxer = muxer(kbps);
        play(muxer, START, 4 * 90_000, 25, 5_000, true);
        assertThat(muxer.overruns()).isZero();
        play(muxer, START + 4 * 90_000, 4 * 90_000, 25, 25_000, true);
        long above = muxer.overruns();
        assertThat(above).isPositive();
        play(muxer, START + 8 * 90_000, 8 * 90_000, 25, 5_000, true);

        isClean();
        assertThat(muxer.late()).isZero();
        long settled = muxer.overruns();
        int before = tape.size();
        play(muxer, START + 16 * 90_000, 4 * 90_000, 25, 5_000, true);
        assertThat(muxer.overruns()).as("recovered").isEqualTo(settled);
        assertThat((tape.size() - before) * 188L * 8 / 4_000).isBetween(kbps - 60L, kbps + 60L);
    }

    @Test
    void atAConstantRateTimeIsFilledWhenNothingComes() {
        TsMuxer muxer = muxer(3_000);
        muxer.idle(START);
        assertThat(tape.size()).as("nothing before the first packet").isZero();
        play(muxer, START, 90_000, 25, 5_000, true);
        int before = tape.size();
        long end = START + 90_000;
        for (long now = end; now < end + 3 * 90_000; now += 1_800) {
            muxer.idle(now);
        }
        long filled = (tape.size() - before) * 188L * 8 / 3_000;
        assertThat(filled).as("milliseconds: up to the last decoding time").isBetween(250L, 400L);
        assertThat(muxer.overruns()).isZero();
        play(muxer, end, 90_000, 25, 5_000, true);
        isClean();
    }

    @Test
    void idleTimeEndsBeforeWhatTheSlowerStreamMaySend() {
        TsMuxer muxer = muxer(3_000);
        play(muxer, START, 90_000, 25, 5_000, true);
        long end = START + 90_000;
        for (long pts = end; pts < end + 25_000; pts += SOUND) {
            audio(muxer, sound(300), pts, false);
        }
        muxer.idle(end + 90_000);
        play(muxer, end, 90_000, 25, 5_000, false);

        assertThat(muxer.late()).isZero();
        assertThat(muxer.overruns()).isZero();
        isClean();
    }

    @Test
    void atAVariableRateIdleTimeIsNotFilled() {
        TsMuxer muxer = muxer(0);
        play(muxer, START, 90_000, 25, 5_000, true);
        int before = tape.size();
        muxer.idle(START + 10 * 90_000);
        assertThat(tape.size()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4_000})
    void timeWrapsAt33Bits(int kbps) {
        TsMuxer muxer = muxer(kbps);
        play(muxer, (1L << 33) - 2 * 90_000, 5 * 90_000, 25, 5_000, true);

        TsInspector ts = isClean();
        assertThat(ts.pcrs().getFirst().ticks27M() / 300).isBetween((1L << 33) - 3 * 90_000, 1L << 33);
        assertThat(ts.pcrs().getLast().ticks27M() / 300).isGreaterThan(1L << 33);
        assertThat(ts.video().getLast().dts() - ts.video().getFirst().dts()).isEqualTo(5 * 90_000 - 3_600);
    }

    @ParameterizedTest
    @CsvSource({"0,3600", "0,-3600", "4000,3600", "4000,-7", "0,7"})
    void anAnnouncedJumpIsFlaggedOnceAndTimeGoesOnFromThere(int kbps, long seconds) {
        TsMuxer muxer = muxer(kbps);
        play(muxer, START, 2 * 90_000, 25, 5_000, true);
        long there = START + (2 + seconds) * 90_000;
        video(muxer, picture(3_000, true), there, there, true, true);
        audio(muxer, sound(300), there + 700, true);
        play(muxer, there + 3_600, 3 * 90_000, 25, 5_000, true);

        TsInspector ts = TsInspector.of(tape.bytes());
        TsFigures f = TsFigures.of(ts);
        assertThat(f.sync() + f.continuity() + f.crc() + f.pcrJumps())
                .as("%s", f)
                .isZero();
        List<TsInspector.Pcr> flagged =
                ts.pcrs().stream().filter(TsInspector.Pcr::flagged).toList();
        assertThat(flagged).hasSize(1);
        long due = there - Timeline.ticks(LEAD);
        assertThat(Timeline.diff33(flagged.getFirst().ticks27M() / 300, due)).isZero();
        assertThat(tape.pid(flagged.getFirst().packet() + 1))
                .as("tables follow at once")
                .isEqualTo(Pid.PAT);
        neverBehindThePcr(ts);
        for (int i = 1; i < ts.pcrs().size(); i++) {
            TsInspector.Pcr pcr = ts.pcrs().get(i);
            if (!pcr.flagged()) {
                assertThat(pcr.ticks27M() - ts.pcrs().get(i - 1).ticks27M()).isBetween(0L, 40 * 27_000L);
            }
        }
    }

    @Test
    void aLongJumpThatNobodyAnnouncedIsFlagged() {
        TsMuxer muxer = muxer(0);
        play(muxer, START, 90_000, 25, 5_000, true);
        play(muxer, START + 1_000 * 90_000, 90_000, 25, 5_000, true);
        TsInspector ts = TsInspector.of(tape.bytes());
        assertThat(ts.pcrs().stream().filter(TsInspector.Pcr::flagged)).hasSize(1);
        assertThat(TsFigures.of(ts).pcrJumps()).isZero();
    }

    @Test
    void keyframesFollowTablesAndCarryThePcrTheirFlagsNeed() {
        TsMuxer muxer = muxer(0);
        play(muxer, START, 10 * 90_000, 25, 9_000, true);

        assertThat(tape.randomAccess).hasSize(5);
        for (int at : tape.randomAccess) {
            assertThat(tape.pid(at)).isEqualTo(Pid.PAT);
            assertThat(tape.pid(at + 1)).isEqualTo(Pid.PMT);
            int key = tape.pid(at + 2) == Pid.SDT ? at + 3 : at + 2;
            assertThat(tape.pid(key)).isEqualTo(Pid.VIDEO);
            byte[] packet = tape.packet(key);
            assertThat(packet[1] & 0x40).as("payload_unit_start").isNotZero();
            assertThat(packet[5] & 0xff).as("random access, ES priority, PCR").isEqualTo(0x70);
        }
    }

    @Test
    void soundAloneMakesAStream() {
        TsMuxer muxer = muxer(0);
        for (long pts = START; pts < START + 5 * 90_000; pts += SOUND) {
            audio(muxer, sound(300), pts, false);
        }
        assertThat(tape.pid(0)).isEqualTo(Pid.PAT);
        isClean();
    }

    @Test
    void lateUnitsAreCountedAndTheClockStands() {
        TsMuxer muxer = muxer(0);
        play(muxer, START, 2 * 90_000, 25, 5_000, true);
        audio(muxer, sound(300), START + 90_000, false);
        assertThat(muxer.late()).isEqualTo(1);
        play(muxer, START + 2 * 90_000, 90_000, 25, 5_000, true);
        assertThat(TsFigures.of(tape.bytes()).pcrJumps()).isZero();
    }

    @Test
    void cueMessagesGoOutOnTheirOwnPid() {
        TsMuxer muxer = muxer(0);
        play(muxer, START, 90_000, 25, 5_000, true);
        SpliceInsert out = new SpliceInsert(42, SpliceInsert.Action.OUT, START + 9 * 90_000, 30 * 90_000);
        SpliceInsert back = new SpliceInsert(42, SpliceInsert.Action.RETURN, START + 39 * 90_000, 0);
        muxer.cue(out);
        muxer.cue(back);
        play(muxer, START + 90_000, 90_000, 25, 5_000, true);

        isClean();
        List<byte[]> messages = tape.units(Pid.CUES);
        assertThat(messages).hasSize(2);
        for (int i = 0; i < 2; i++) {
            byte[] section = (i == 0 ? out : back).section();
            assertThat(messages.get(i)[0]).as("pointer_field").isZero();
            assertThat(Arrays.copyOfRange(messages.get(i), 1, 1 + section.length))
                    .isEqualTo(section);
            assertThat(messages.get(i)[1 + section.length]).isEqualTo((byte) 0xff);
        }
    }

    @Test
    void refusesALeadTooShortToDecode() {
        assertThatThrownBy(() -> new TsMuxer(SERVICE, Duration.ofMillis(50), 0, tape))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
