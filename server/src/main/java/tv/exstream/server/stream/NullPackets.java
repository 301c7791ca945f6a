package tv.exstream.server.stream;

import java.nio.ByteBuffer;

/** Packets that every receiver throws away: PID 0x1FFF, ISO/IEC 13818-1, 2.4.3.2. */
final class NullPackets {
    static final int PACKET_BYTES = 188;

    private static final ByteBuffer ONE = one();

    private NullPackets() {}

    private static ByteBuffer one() {
        ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_BYTES);
        packet.put((byte) 0x47).put((byte) 0x1F).put((byte) 0xFF).put((byte) 0x10);
        while (packet.hasRemaining()) {
            packet.put((byte) 0xFF);
        }
        return packet.flip().asReadOnlyBuffer();
    }

    /** One of them, to be written. */
    static ByteBuffer packet() {
        return ONE.duplicate();
    }
}
