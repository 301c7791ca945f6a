package tv.exstream.engine.source;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.av.Packet;

import static org.assertj.core.api.Assertions.assertThat;

/** The end of a copy that is cut within reordered pictures. */
class CutTailTest {
    private final List<Long> shown = new ArrayList<>();
    private final List<Long> decoded = new ArrayList<>();
    private final PacketSink sink = new PacketSink() {
        @Override
        public void video(Packet packet, boolean key) {
            shown.add(packet.pts());
            decoded.add(packet.dts());
            packet.unref();
        }

        @Override
        public void audio(Packet packet) {
            throw new AssertionError("no sound here");
        }
    };

    private static void add(CutTail tail, long pts, long dts) {
        try (Packet packet = new Packet()) {
            packet.stamp(pts, dts, 1);
            assertThat(tail.add(packet)).isTrue();
        }
    }

    @Test
    void referencesTakeThePlacesBeforeTheCutInTheOrderOfTheirTimes() {
        try (CutTail tail = new CutTail(107)) {
            add(tail, 108, 100); // P, needed by all that follow
            add(tail, 106, 101);
            add(tail, 105, 102);
            add(tail, 107, 103);
            tail.give(sink);
        }
        // two places: the first two in decoding order, the later one shown last
        assertThat(shown).containsExactly(106L, 105L);
        assertThat(decoded).containsExactly(100L, 101L);
    }

    @Test
    void nothingIsLeftWhenAllIsShownAfterTheCut() {
        try (CutTail tail = new CutTail(100)) {
            add(tail, 104, 99);
            add(tail, 102, 100);
            tail.give(sink);
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void aTailDeeperThanH264AllowsIsRefused() {
        try (CutTail tail = new CutTail(100);
                Packet packet = new Packet()) {
            for (int i = 0; i < 16; i++) {
                add(tail, 200 + i, 100 + i);
            }
            packet.stamp(90, 90, 1);
            assertThat(tail.add(packet)).isFalse();
        }
    }
}
