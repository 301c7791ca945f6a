package tv.exstream.server.hdhr;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeviceIdTest {
    @Test
    void refusesAWrongChecksum() {
        // 1 0 4 0 0 0 0: A^0^... by SiliconDust's rule leaves 5 ^ 0 ^ 7 ^ 0 ^ A ^ 0 ^ A = 2.
        assertThat(new DeviceId(0x1040_0002).toString()).isEqualTo("10400002");
        assertThatThrownBy(() -> new DeviceId(0x1040_0001)).hasMessageContaining("10400001");
    }

    @Test
    void isStableValidAndSpread() {
        Random seeds = new Random(1);
        Set<DeviceId> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            long seed = seeds.nextLong();
            DeviceId id = DeviceId.of(seed);
            assertThat(id).isEqualTo(DeviceId.of(seed));
            assertThat(id.toString()).matches("104[0-9A-F]{5}");
            assertThat(DeviceId.isValid(id.value())).isTrue();
            ids.add(id);
        }
        assertThat(ids).hasSizeGreaterThan(900);
        assertThat(DeviceId.of(1)).isNotEqualTo(DeviceId.of(2));
    }

    @Test
    void oneWrongDigitIsNoticed() {
        int id = DeviceId.of(99).value();
        for (int shift = 0; shift < 32; shift += 4) {
            for (int change = 1; change < 16; change++) {
                assertThat(DeviceId.isValid(id ^ change << shift)).isFalse();
            }
        }
    }
}
