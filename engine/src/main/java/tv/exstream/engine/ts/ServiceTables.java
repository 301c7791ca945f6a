package tv.exstream.engine.ts;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The three tables of a stream with one service, ready to send. */
final class ServiceTables {
    private static final int TRANSPORT_STREAM_ID = 1;
    private static final int PROGRAM = 1;
    /** Registered for private use. */
    private static final int ORIGINAL_NETWORK_ID = 0xff01;

    private static final int H264 = 0x1b;
    private static final int ADTS = 0x0f;
    /** ANSI/SCTE 35 section 8.1. */
    private static final int SPLICE_INFO = 0x86;

    /** Provider and name share a descriptor of at most 255 bytes, three of which are lengths and type. */
    private static final int MAX_PROVIDER = 84;

    private static final int MAX_NAME = 168;

    /** Advanced codec digital television, ETSI EN 300 468 table 89. */
    private static final int SERVICE_SD = 0x16;

    private static final int SERVICE_HD = 0x19;

    private ServiceTables() {}

    /** Program association, ISO/IEC 13818-1 section 2.4.4.3. */
    static byte[] association() {
        byte[] body = ByteBuffer.allocate(4)
                .putShort((short) PROGRAM)
                .putShort((short) (0xe000 | Pid.PMT))
                .array();
        return Section.table(0x00, false, TRANSPORT_STREAM_ID, body);
    }

    /** Program map, ISO/IEC 13818-1 section 2.4.4.8; with cues as ANSI/SCTE 35 section 8 asks. */
    static byte[] programMap(TsService service) {
        ByteBuffer body = ByteBuffer.allocate(64);
        body.putShort((short) (0xe000 | Pid.VIDEO)); // PCR
        if (service.cues()) {
            body.putShort((short) 0xf006).put((byte) 0x05).put((byte) 4).putInt(0x43554549); // registration "CUEI"
        } else {
            body.putShort((short) 0xf000);
        }
        stream(body, H264, Pid.VIDEO).putShort((short) 0xf000);
        stream(body, ADTS, Pid.AUDIO).putShort((short) 0xf000);
        if (service.cues()) {
            // cue_identifier_descriptor: splice_insert and splice_null
            stream(body, SPLICE_INFO, Pid.CUES).putShort((short) 0xf003);
            body.put((byte) 0x8a).put((byte) 1).put((byte) 0);
        }
        return Section.table(0x02, false, PROGRAM, Arrays.copyOf(body.array(), body.position()));
    }

    private static ByteBuffer stream(ByteBuffer body, int type, int pid) {
        return body.put((byte) type).putShort((short) (0xe000 | pid));
    }

    /** Service description, ETSI EN 300 468 section 5.2.3. */
    static byte[] description(TsService service) {
        byte[] provider = DvbText.encode(service.provider(), MAX_PROVIDER);
        byte[] name = DvbText.encode(service.name(), MAX_NAME);
        int descriptor = 3 + provider.length + name.length;
        ByteBuffer body = ByteBuffer.allocate(10 + descriptor);
        body.putShort((short) ORIGINAL_NETWORK_ID).put((byte) 0xff);
        // no event information; running; not scrambled
        body.putShort((short) PROGRAM).put((byte) 0xfc).putShort((short) (0x8000 | (2 + descriptor)));
        body.put((byte) 0x48).put((byte) descriptor).put((byte) (service.hd() ? SERVICE_HD : SERVICE_SD));
        body.put((byte) provider.length).put(provider);
        body.put((byte) name.length).put(name);
        return Section.table(0x42, true, TRANSPORT_STREAM_ID, body.array());
    }
}
