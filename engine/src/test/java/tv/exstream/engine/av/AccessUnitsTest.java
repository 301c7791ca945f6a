package tv.exstream.engine.av;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.Clips;
import tv.exstream.engine.MediaSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessUnitsTest {
    private static Packet packet(int... bytes) {
        Packet packet = new Packet();
        packet.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            packet.data().set(ValueLayout.JAVA_BYTE, i, (byte) bytes[i]);
        }
        return packet;
    }

    private static byte[] bytes(Packet packet) {
        return packet.data().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void framesAacInAdtsBitByBit() {
        try (Packet raw = packet(new int[100]);
                Packet framed = new Packet()) {
            raw.stamp(5, 5, 1920);
            AdtsHeader.lowComplexity(48_000, 2).wrap(raw, framed);
            assertThat(framed.size()).isEqualTo(107);
            // sync, MPEG-4, no CRC | LC, 48 kHz, 2 channels | 13 bits of length: 107 | buffer fullness VBR, one frame
            assertThat(bytes(framed)).startsWith(0xff, 0xf1, 0x4c, 0x80, 0x0d, 0x7f, 0xfc);
            assertThat(framed.pts()).isEqualTo(5);
            assertThat(framed.duration()).isEqualTo(1920);
        }
    }

    @Test
    void refusesWhatTheLengthFieldCannotSay() {
        try (Packet raw = packet(new int[8185]);
                Packet framed = new Packet()) {
            AdtsHeader header = AdtsHeader.lowComplexity(44_100, 1);
            assertThatThrownBy(() -> header.wrap(raw, framed)).hasMessageContaining("8185 bytes");
        }
        assertThatThrownBy(() -> AdtsHeader.lowComplexity(47_999, 2)).hasMessageContaining("47999");
    }

    @Test
    void readsTheAudioSpecificConfigOfAnMp4() {
        try (Interrupt interrupt = new Interrupt();
                Input mp4 = open(Clips.copied(3), interrupt);
                Packet raw = packet(1, 2, 3);
                Packet framed = new Packet()) {
            ElementaryStream sound = mp4.audio().orElseThrow();
            assertThat(sound.adts()).isFalse();
            AdtsHeader.of(sound).orElseThrow().wrap(raw, framed);
            assertThat(bytes(framed)).startsWith(0xff, 0xf1, 0x4c, 0x80, 0x01, 0x5f, 0xfc, 1, 2, 3);
        }
    }

    @Test
    void takesAdtsOfATransportStreamAsItIs() {
        try (Interrupt interrupt = new Interrupt();
                Input ts = open(Clips.transportStream(12), interrupt)) {
            ElementaryStream sound = ts.audio().orElseThrow();
            assertThat(sound.adts()).isTrue();
            assertThat(AdtsHeader.of(sound)).isEmpty();
            assertThat(AccessUnits.carriesAac(sound)).isTrue();
        }
    }

    private static Input open(Path file, Interrupt interrupt) {
        return Input.open(new MediaSource.File(file), interrupt, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void anIdrIsOneWhereverItStands() {
        assertThat(idr(0, 0, 0, 1, 0x65, 0x88)).isTrue();
        assertThat(idr(0, 0, 1, 0x65, 0x88)).isTrue();
        assertThat(idr(0, 0, 0, 1, 0x09, 0xf0, 0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x68, 1, 0, 0, 1, 0x65, 9)).isTrue();
        assertThat(idr(0, 0, 1, 0x06, 5, 0, 0, 1, 0x41, 9)).isFalse();
        assertThat(idr(0, 0, 1, 0x41, 9, 0, 0, 1, 0x65, 9)).isFalse();
        assertThat(idr(0, 0, 1)).isFalse();
        assertThat(idr(1, 2, 3, 4, 5, 6, 7)).isFalse();
    }

    private static boolean idr(int... bytes) {
        try (Packet packet = packet(bytes)) {
            return AccessUnits.isIdr(packet);
        }
    }

    @Test
    void parameterSetsPrecedeEveryIdrOfAnMp4() {
        try (Interrupt interrupt = new Interrupt();
                Input mp4 = open(Clips.copied(3), interrupt);
                AccessUnits units = AccessUnits.h264(mp4.video().orElseThrow());
                Packet in = new Packet();
                Packet out = new Packet()) {
            int idrs = 0;
            while (mp4.read(in) == Flow.OUTPUT) {
                if (in.streamIndex() == mp4.video().orElseThrow().index()
                        && in.isKey()
                        && units.convert(in, out) == Flow.OUTPUT
                        && AccessUnits.isIdr(out)) {
                    idrs++;
                    MemorySegment data = out.data();
                    assertThat(data.get(ValueLayout.JAVA_BYTE, 3) == 1
                                    ? data.get(ValueLayout.JAVA_BYTE, 4) & 0x1f
                                    : data.get(ValueLayout.JAVA_BYTE, 3) & 0x1f)
                            .isIn(6, 7);
                }
            }
            assertThat(idrs).isEqualTo(3);
        }
    }
}
