package tv.exstream.engine.hls;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tv.exstream.engine.fanout.ChunkPool;

import static org.assertj.core.api.Assertions.assertThat;

class SegmenterTest {
    private static final long SECOND = 90_000;
    /** A few seconds before the time stamps of 33 bits wrap. */
    private static final long START = (1L << 33) * 5 - 4 * SECOND;

    private final HlsOptions options =
            new HlsOptions(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofMillis(350), 8);
    private final List<Segment> segments = new ArrayList<>();
    private int partsClosed;
    private final Segmenter segmenter = new Segmenter(options, false, new Segmenter.Listener() {
        private long next = 7;

        @Override
        public long number() {
            return next++;
        }

        @Override
        public void opened(Segment segment) {}

        @Override
        public void partClosed() {
            partsClosed++;
        }

        @Override
        public void segmentClosed(Segment segment) {
            segments.add(segment);
        }
    });
    private final TsMaker maker = new TsMaker(new ChunkPool(188 * 87), 1, segmenter::add);

    @AfterEach
    void release() {
        segmenter.discard();
        segments.forEach(Segment::release);
    }

    private static byte[] bytes(HlsBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < body.buffers(); i++) {
            byte[] buffer = new byte[body.buffer(i).remaining()];
            body.buffer(i).get(buffer);
            out.writeBytes(buffer);
        }
        assertThat(out.size()).isEqualTo((int) body.size());
        body.close();
        return out.toByteArray();
    }

    /** What every cut keeps: nothing lost, times without a hole, parts that add up. */
    private void isWhole() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long at = segments.getFirst().startTicks90k;
        long msn = segments.getFirst().msn;
        for (Segment segment : segments) {
            assertThat(segment.startTicks90k).isEqualTo(at);
            assertThat(segment.msn).isEqualTo(msn++);
            assertThat(segment.parts.stream().mapToLong(p -> p.durationTicks90k).sum())
                    .isEqualTo(segment.durationTicks90k);
            byte[] whole = bytes(segment.body());
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            for (Part part : segment.parts) {
                assertThat(part.startTicks90k).isEqualTo(at);
                at += part.durationTicks90k;
                parts.writeBytes(bytes(segment.body(part.index)));
            }
            assertThat(parts.toByteArray()).isEqualTo(whole);
            all.writeBytes(whole);
        }
        assertThat(all.toByteArray()).isEqualTo(Arrays.copyOf(maker.made(), all.size()));
    }

    @Test
    void endsASegmentAtTheFirstKeyframeAfterItsLength() {
        maker.pictures(START, 300, 25, 15); // 0.6 s a group
        maker.flush();

        assertThat(segments).hasSize(4).allSatisfy(segment -> {
            assertThat(segment.durationTicks90k).isEqualTo(SECOND * 24 / 10);
            assertThat(segment.independent).isTrue();
            assertThat(segment.discontinuity).isFalse();
        });
        assertThat(segmenter.presentationDelay()).isEqualTo(18_000);
        isWhole();
    }

    @ParameterizedTest
    @CsvSource({"23.976, 48", "24, 250", "25, 50", "29.97, 60", "30, 15", "50, 100", "59.94, 120", "15, 30", "10, 20"})
    void partsHaveTheLengthsThatPlayersExpect(double rate, int gop) {
        maker.pictures(START, (int) (rate * 20), rate, gop);
        maker.flush();

        long target = SECOND * 35 / 100;
        assertThat(segments).hasSizeGreaterThan(2);
        for (Segment segment : segments) {
            for (Part part : segment.parts) {
                assertThat(part.durationTicks90k)
                        .as("part %d of %d", part.index, segment.msn)
                        .isLessThanOrEqualTo(target);
                if (part != segment.parts.getLast()) {
                    assertThat(part.durationTicks90k * 100).isGreaterThanOrEqualTo(target * 85);
                }
                assertThat(part.independent || part.index > 0 || !segment.independent)
                        .isTrue();
            }
        }
        isWhole();
    }

    @Test
    void afterAHoleThePartsHaveTheirUsualLength() {
        long hole = maker.pictures(START, 26, 25, 50) + SECOND * 4 / 10;
        maker.pictures(hole, 100, 25, 50);
        maker.flush();

        Segment after = segments.stream()
                .filter(s -> s.startTicks90k == hole)
                .findFirst()
                .orElseThrow();
        assertThat(after.parts.getFirst().durationTicks90k).isEqualTo(SECOND * 32 / 100);
        isWhole();
    }

    @Test
    void aLongGroupIsCutWithinAndTheNextKeyframeMakesItGoodAgain() {
        maker.pictures(START, 25 * 31, 25, 250); // 10 s a group
        maker.flush();

        assertThat(segments).extracting(s -> s.durationTicks90k / 900).startsWith(608L, 392L, 608L, 392L);
        assertThat(segments).extracting(s -> s.independent).startsWith(true, false, true, false);
        assertThat(segments)
                .allSatisfy(s ->
                        assertThat(Math.round(s.durationTicks90k / 90_000.0)).isLessThanOrEqualTo(6));
        isWhole();
    }

    @Test
    void whatComesBeforeTheFirstKeyframeIsLeftOut() {
        maker.picture(START - 7_200, false);
        maker.picture(START - 3_600, false);
        maker.flush();
        int before = maker.made().length;
        maker.pictures(START, 101, 25, 25);
        maker.flush();

        assertThat(segments).hasSize(2);
        byte[] first = bytes(segments.getFirst().body());
        assertThat(first).isEqualTo(Arrays.copyOfRange(maker.made(), before, before + first.length));
    }

    @ParameterizedTest
    @CsvSource({"3600", "-7"})
    void aJumpOfTheTimeBaseIsADiscontinuityAndNothingElseIs(long seconds) {
        long end = maker.pictures(START, 110, 25, 25);
        maker.pictures(end + seconds * SECOND, 110, 25, 25);
        maker.flush();

        assertThat(segments).extracting(s -> s.discontinuity).containsExactly(false, false, false, true, false);
        assertThat(segments.get(2).durationTicks90k).isEqualTo(SECOND * 4 / 10);
        assertThat(segments.get(3).startTicks90k).isEqualTo(end + seconds * SECOND);
    }

    @Test
    void theEndOfTheChannelIsTheEndOfTheSegment() {
        maker.pictures(START, 60, 25, 25);
        maker.flush();
        segmenter.finish();

        assertThat(segments).extracting(s -> s.durationTicks90k).containsExactly(2 * SECOND, SECOND * 4 / 10);
        assertThat(partsClosed).isGreaterThan(5);
        isWhole();
    }

    @Test
    void aPictureLongerThanAPartIsAPartOfItsOwn() {
        maker.pictures(START, 12, 2, 4); // two pictures a second
        maker.flush();

        assertThat(segments).hasSize(2).allSatisfy(s -> assertThat(s.parts).hasSize(4));
        isWhole();
    }
}
