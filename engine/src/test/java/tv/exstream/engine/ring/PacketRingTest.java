package tv.exstream.engine.ring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.observe.NativeLedger;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class PacketRingTest {
    private static boolean put(PacketRing<String> ring, long pts) {
        PacketCell<String> cell = ring.claim();
        if (cell == null) {
            return false;
        }
        cell.describe("item", 0, pts, pts, 1, true);
        ring.publish();
        return true;
    }

    private static @Nullable PacketCell<String> head(PacketRing<String> ring) {
        return ring.peek();
    }

    @Test
    void aFullRingIsAResult() {
        try (PacketRing<String> ring = new PacketRing<>(4)) {
            for (int i = 0; i < 4; i++) {
                assertThat(put(ring, i)).isTrue();
            }
            assertThat(ring.size()).isEqualTo(4);
            assertThat(put(ring, 4)).isFalse();
            assertThat(put(ring, 4)).isFalse();
            ring.advance();
            assertThat(put(ring, 4)).isTrue();
            for (int i = 1; i <= 4; i++) {
                PacketCell<String> cell = head(ring);
                assertThat(cell).isNotNull();
                if (cell != null) {
                    assertThat(cell.pts90k).isEqualTo(i);
                }
                ring.advance();
            }
            assertThat(head(ring)).isNull();
            assertThat(ring.size()).isZero();
        }
    }

    @Test
    void whatIsClaimedIsSeenOnlyOncePublished() {
        try (PacketRing<String> ring = new PacketRing<>(4)) {
            PacketCell<String> cell = ring.claim();
            assertThat(cell).isNotNull();
            assertThat(head(ring)).isNull();
            ring.publish();
            assertThat(head(ring)).isSameAs(cell);
            assertThat(head(ring)).isSameAs(cell);
        }
    }

    @Test
    void anAdvancedCellIsEmptied() {
        try (PacketRing<String> ring = new PacketRing<>(2)) {
            put(ring, 7);
            PacketCell<String> cell = head(ring);
            ring.advance();
            assertThat(cell).isNotNull();
            if (cell != null) {
                assertThat(cell.item).isNull();
                assertThat(cell.packet.size()).isZero();
            }
        }
    }

    @Test
    void closingGivesEveryPacketBackOnce() {
        PacketRing<String> ring = new PacketRing<>(8);
        assertThat(NativeLedger.live()).containsEntry("packet", 8L);
        put(ring, 1);
        ring.close();
        ring.close();
        assertThat(NativeLedger.live()).isEmpty();
        assertThat(NativeLedger.overReleases()).isZero();
    }

    @Test
    void keepsOrderBetweenTwoThreads() throws InterruptedException {
        int count = 100_000;
        String wrong = "";
        try (PacketRing<String> ring = new PacketRing<>(64)) {
            Thread producer = Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < count; i++) {
                    while (!put(ring, i)) {
                        LockSupport.parkNanos(1_000);
                    }
                }
            });
            long deadline = System.nanoTime() + 15_000_000_000L;
            for (int i = 0; i < count; i++) {
                PacketCell<String> cell = ring.peek();
                while (cell == null && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(1_000);
                    cell = ring.peek();
                }
                if (cell == null || cell.pts90k != i || cell.dts90k != i || !"item".equals(cell.item)) {
                    wrong = "at " + i + ": " + (cell == null ? "nothing" : cell.pts90k + " " + cell.item);
                    break;
                }
                ring.advance();
            }
            producer.join(5_000);
            assertThat(wrong).isEmpty();
            assertThat(producer.isAlive()).isFalse();
        }
    }
}
