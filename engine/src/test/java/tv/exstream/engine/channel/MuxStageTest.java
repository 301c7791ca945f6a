package tv.exstream.engine.channel;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.source.EncoderFactory;
import tv.exstream.engine.source.SourceOpener;
import tv.exstream.engine.time.ManualAirClock;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/** The mux stage with a ring fed by hand: real packets, those of a slate. */
class MuxStageTest {
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    private static final long START = 90_000_000;
    /** Ten pictures. */
    private static final long STEP = 36_000;

    private static final class Chunk {
        private final boolean key;
        private final long ticks;
        private final byte[] bytes;

        Chunk(PooledChunk of) {
            key = of.startsWithKeyframe();
            ticks = of.timelineTicks90k();
            bytes = new byte[of.size()];
            of.bytes().get(bytes);
        }
    }

    private final SlateLibrary library = new SlateLibrary(Path.of("target", "slates"));
    private final SlateSet slates = SlateSet.of(library, SMALL);
    private final PacketRing<Segment> ring = new PacketRing<>(256);
    private final ChunkPool pool = new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES);
    private final ManualAirClock clock = new ManualAirClock(START);
    private final ChannelCounters counters = new ChannelCounters();
    private final ThrottledFaults faults = new ThrottledFaults(LoggerFactory.getLogger("test"), System::nanoTime);
    private final List<Chunk> chunks = new ArrayList<>();

    @AfterEach
    void free() {
        ring.close();
        library.close();
    }

    private MuxStage stage(TsOptions options) {
        Timeline timeline = new Timeline(Instant.EPOCH);
        Setup setup = new Setup(SMALL, slates, new SourceOpener(SMALL, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        ChannelContext context = new ChannelContext(
                "test",
                "Test",
                () -> setup,
                () -> at -> Programme.offline(at, at.plusSeconds(60)),
                timeline,
                clock,
                Runnable::run,
                library,
                EncoderFactory.LIBAV,
                counters,
                faults,
                EngineOptions.defaults(Path.of("."), Instant.EPOCH),
                START,
                Long.MAX_VALUE,
                false,
                false,
                () -> false,
                ticks -> {});
        return new MuxStage(ring, context, options, pool, this::keep, e -> {
            throw new AssertionError(e);
        });
    }

    private void keep(PooledChunk chunk) {
        chunks.add(new Chunk(chunk));
        chunk.release();
    }

    private byte[] all() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(c -> all.writeBytes(c.bytes));
        return all.toByteArray();
    }

    /** Pictures and sound of the stand-by slate with DTS in {@code [from, to)}, in their order, put into the ring. */
    private void feed(Programme programme, long from, long to) {
        Segment segment = new Segment(
                programme.id() + 1, programme, from, to, Optional.empty(), Optional.empty(), slates.standBy(), false);
        long frame = slates.standBy().frameTicks();
        long sound = from;
        int index = 0;
        for (long dts = from; dts < to; dts += frame) {
            for (; sound < dts; sound += slates.standBy().silenceTicks()) {
                put(segment, PacketCell.AUDIO, sound, sound, false);
            }
            put(
                    segment,
                    PacketCell.VIDEO,
                    dts + 18_000,
                    dts,
                    index % slates.standBy().length() == 0);
            index++;
        }
    }

    private void put(Segment segment, int stream, long pts, long dts, boolean key) {
        PacketCell<Segment> cell = ring.claim();
        assertThat(cell).isNotNull();
        if (cell != null) {
            cell.describe(segment, stream, pts, dts, 3_600, key);
            if (stream == PacketCell.VIDEO) {
                slates.standBy().picture(key ? 0 : 1, cell.packet);
            } else {
                slates.standBy().silence(cell.packet);
            }
            ring.publish();
        }
    }

    private static Programme film(long from, long to, boolean filler) {
        Timeline timeline = new Timeline(Instant.EPOCH);
        return new Programme(
                from,
                "Film",
                timeline.instantAt(from),
                timeline.instantAt(to),
                Optional.empty(),
                Duration.ZERO,
                filler);
    }

    /** Two seconds, in steps as an air deck makes them. */
    private void play(MuxStage stage, Programme programme, long from) {
        for (long at = from; at < from + 2 * Timeline.RATE; at += STEP) {
            feed(programme, at, at + STEP);
            clock.set(at + STEP);
            stage.doWork();
        }
    }

    @Test
    void everyKeyframeBeginsAChunkWithItsTables() {
        try (MuxStage stage = stage(TsOptions.DEFAULT)) {
            play(stage, film(START, START + 180_000, false), START);
            stage.finish();
        }
        TsInspector ts = TsInspector.of(all());
        assertThat(TsFigures.of(ts).continuity() + TsFigures.of(ts).crc()).isZero();
        assertThat(ts.video()).hasSize(50);
        List<Chunk> keys = chunks.stream().filter(c -> c.key).toList();
        assertThat(keys)
                .hasSize((int) ts.video().stream().filter(u -> u.randomAccess()).count());
        for (Chunk chunk : keys) {
            TsInspector alone = TsInspector.of(chunk.bytes);
            assertThat(alone.pats()).first().isEqualTo(0);
            assertThat(alone.pmts()).first().isEqualTo(1);
            assertThat(alone.video()).first().satisfies(first -> {
                assertThat(first.idr()).isTrue();
                assertThat(first.dts()).isEqualTo(chunk.ticks);
            });
        }
        assertThat(counters.bytes.sum()).isEqualTo(all().length);
    }

    @Test
    void anEmptyPacketIsDroppedAndCounted() {
        try (MuxStage stage = stage(TsOptions.DEFAULT)) {
            PacketCell<Segment> cell = ring.claim();
            assertThat(cell).isNotNull();
            ring.publish();
            stage.doWork();
            stage.finish();
        }
        assertThat(counters.droppedPackets.sum()).isEqualTo(1);
        assertThat(chunks).isEmpty();
    }

    @Test
    void atAConstantRateNullPacketsFlowWhileNothingComes() {
        try (MuxStage stage = stage(new TsOptions("", 2_000, false))) {
            play(stage, film(START, START + 180_000, false), START);
            int before = all().length;
            clock.advance(Timeline.RATE / 4);
            stage.doWork();
            stage.finish();
            assertThat((all().length - before) * 8 / 2_000)
                    .as("milliseconds filled")
                    .isBetween(150, 300);
        }
        assertThat(TsFigures.of(all()).pcrMillis()).isLessThanOrEqualTo(40);
        assertThat(faults.total()).isZero();
    }

    @Test
    void whatExceedsTheConstantRateIsReported() {
        try (MuxStage stage = stage(new TsOptions("", 100, false))) {
            play(stage, film(START, START + 180_000, false), START);
            stage.finish();
        }
        assertThat(faults.newest()).hasValueSatisfying(f -> assertThat(f).contains("constant bit rate of 100 kbit/s"));
        assertThat(TsInspector.of(all()).video()).hasSize(50);
    }

    @Test
    void fillerBringsCueMessages() {
        try (MuxStage stage = stage(new TsOptions("", 0, true))) {
            play(stage, film(START, START + 180_000, false), START);
            play(stage, film(START + 180_000, START + 360_000, true), START + 180_000);
            play(stage, film(START + 360_000, START + 540_000, false), START + 360_000);
            stage.finish();
        }
        byte[] ts = all();
        int cues = 0;
        for (int at = 0; at < ts.length; at += 188) {
            if (((ts[at + 1] & 0x1f) << 8 | (ts[at + 2] & 0xff)) == 0x102) {
                assertThat(ts[at + 5] & 0xff).as("splice_info_section").isEqualTo(0xfc);
                cues++;
            }
        }
        // the break at its seam; its end at once (the playout knows nothing else), again ahead, and at its seam
        assertThat(cues).isBetween(2, 4);
        assertThat(TsFigures.of(ts).continuity()).isZero();
    }
}
