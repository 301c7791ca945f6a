package tv.exstream.server.hdhr;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One frame of HDHomeRun's discovery and control protocols: type, length, tags, CRC. Big-endian but for the CRC.
 *
 * @param type one of the {@code TYPE_} constants, or anything a peer sends
 * @param tags in order
 */
record Packet(int type, List<Tag> tags) {
    static final int TYPE_DISCOVER_REQUEST = 2;
    static final int TYPE_DISCOVER_REPLY = 3;
    static final int TYPE_GETSET_REQUEST = 4;
    static final int TYPE_GETSET_REPLY = 5;

    static final int TAG_DEVICE_TYPE = 0x01;
    static final int TAG_DEVICE_ID = 0x02;
    static final int TAG_NAME = 0x03;
    static final int TAG_VALUE = 0x04;
    static final int TAG_ERROR = 0x05;
    static final int TAG_TUNER_COUNT = 0x10;
    static final int TAG_LOCK_KEY = 0x15;
    static final int TAG_LINEUP_URL = 0x27;
    static final int TAG_BASE_URL = 0x2A;
    static final int TAG_DEVICE_AUTH = 0x2B;
    static final int TAG_MULTI_TYPE = 0x2D;

    /** Type and length before the payload, CRC after it. */
    static final int HEADER_BYTES = 4;

    static final int CRC_BYTES = 4;
    static final int MAX_BYTES = 3074;
    private static final int MAX_TAG_BYTES = 0x3FFF;

    Packet {
        tags = List.copyOf(tags);
    }

    /** @param value the tag's bytes, not copied */
    @SuppressWarnings("ArrayRecordComponent") // lives between a socket and a switch; never compared
    record Tag(int tag, byte[] value) {
        static Tag text(int tag, String text) {
            return new Tag(tag, text.getBytes(StandardCharsets.UTF_8));
        }

        /** A C string with its terminating zero. */
        static Tag cString(int tag, String text) {
            return text(tag, text + "\0");
        }

        static Tag int32(int tag, int value) {
            return new Tag(tag, ByteBuffer.allocate(4).putInt(value).array());
        }

        static Tag int8(int tag, int value) {
            return new Tag(tag, new byte[] {(byte) value});
        }

        /** Up to the first zero. */
        String asText() {
            int end = 0;
            while (end < value.length && value[end] != 0) {
                end++;
            }
            return new String(value, 0, end, StandardCharsets.UTF_8);
        }

        /** Empty unless there are exactly four bytes. */
        Optional<Integer> asInt32() {
            return value.length == 4 ? Optional.of(ByteBuffer.wrap(value).getInt()) : Optional.empty();
        }
    }

    Optional<Tag> first(int tag) {
        return tags.stream().filter(t -> t.tag == tag).findFirst();
    }

    /** Payload bytes that the header announces. */
    static int payloadBytes(byte[] header) {
        return Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(2));
    }

    /** Empty when the bytes are not exactly one well-formed frame with a right CRC. */
    static Optional<Packet> parse(byte[] bytes, int length) {
        if (length < HEADER_BYTES + CRC_BYTES || length > MAX_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        int type = Short.toUnsignedInt(in.getShort());
        int payload = Short.toUnsignedInt(in.getShort());
        if (payload != length - HEADER_BYTES - CRC_BYTES) {
            return Optional.empty();
        }
        int crc = ByteBuffer.wrap(bytes, length - CRC_BYTES, CRC_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (crc != crc(bytes, length - CRC_BYTES)) {
            return Optional.empty();
        }
        in.limit(HEADER_BYTES + payload);
        try {
            return Optional.of(new Packet(type, readTags(in)));
        } catch (BufferUnderflowException truncatedTag) {
            return Optional.empty();
        }
    }

    private static List<Tag> readTags(ByteBuffer in) {
        List<Tag> tags = new ArrayList<>();
        while (in.hasRemaining()) {
            int tag = Byte.toUnsignedInt(in.get());
            int length = Byte.toUnsignedInt(in.get());
            if ((length & 0x80) != 0) {
                length = (length & 0x7F) | Byte.toUnsignedInt(in.get()) << 7;
            }
            if (length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] value = new byte[length];
            in.get(value);
            tags.add(new Tag(tag, value));
        }
        return tags;
    }

    byte[] encode() {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (Tag tag : tags) {
            int length = Math.min(tag.value.length, MAX_TAG_BYTES);
            payload.write(tag.tag);
            if (length <= 0x7F) {
                payload.write(length);
            } else {
                payload.write(0x80 | (length & 0x7F));
                payload.write(length >> 7);
            }
            payload.write(tag.value, 0, length);
        }
        byte[] frame = new byte[HEADER_BYTES + payload.size() + CRC_BYTES];
        ByteBuffer out = ByteBuffer.wrap(frame);
        out.putShort((short) type).putShort((short) payload.size()).put(payload.toByteArray());
        out.order(ByteOrder.LITTLE_ENDIAN).putInt(crc(frame, frame.length - CRC_BYTES));
        return frame;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
