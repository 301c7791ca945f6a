package tv.exstream.engine.ts;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Sections of tables (ISO/IEC 13818-1 section 2.4.4) and the transport packets that carry them. */
final class Section {
    private static final int PAYLOAD = 184;
    private static final int CRC_BYTES = 4;
    private static final int CRC_POLYNOMIAL = 0x04c11db7;
    /** From the table id extension to last_section_number. */
    private static final int LONG_HEADER = 5;

    private Section() {}

    /**
     * A table of one section in the long syntax. The version follows from the contents: a table that says something else
     * after a restart most likely has another version, with no state to keep.
     *
     * @param dvb bit 6, reserved by DVB and set; ISO/IEC 13818-1 has it clear
     */
    static byte[] table(int tableId, boolean dvb, int extension, byte[] body) {
        int length = LONG_HEADER + body.length + CRC_BYTES;
        int version = crc(body, body.length) & 0x1f;
        ByteBuffer section = ByteBuffer.allocate(3 + length);
        section.put((byte) tableId).putShort((short) ((dvb ? 0xf000 : 0xb000) | length));
        section.putShort((short) extension).put((byte) (0xc1 | (version << 1))).putShort((short) 0);
        section.put(body);
        return sealed(section.array());
    }

    /** Fills a section's last four bytes with the CRC over all before. */
    static byte[] sealed(byte[] section) {
        int end = section.length - CRC_BYTES;
        ByteBuffer.wrap(section).putInt(end, crc(section, end));
        return section;
    }

    /** CRC_32 of ISO/IEC 13818-1 annex A: over a section with its own CRC it is zero. */
    static int crc(byte[] bytes, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ CRC_POLYNOMIAL : crc << 1;
            }
        }
        return crc;
    }

    /** As many whole packets as the section needs, stuffed, continuity counters zero. */
    static byte[] packets(int pid, byte[] section) {
        int count = (1 + section.length + PAYLOAD - 1) / PAYLOAD; // one byte for the pointer_field
        byte[] packets = new byte[count * TsOutput.PACKET];
        Arrays.fill(packets, (byte) 0xff);
        int done = 0;
        for (int i = 0; i < count; i++) {
            int at = i * TsOutput.PACKET;
            packets[at++] = 0x47;
            packets[at++] = (byte) ((i == 0 ? 0x40 : 0) | (pid >> 8));
            packets[at++] = (byte) pid;
            packets[at++] = 0x10;
            if (i == 0) {
                packets[at++] = 0;
            }
            int part = Math.min(section.length - done, (i + 1) * TsOutput.PACKET - at);
            System.arraycopy(section, done, packets, at, part);
            done += part;
        }
        return packets;
    }
}
