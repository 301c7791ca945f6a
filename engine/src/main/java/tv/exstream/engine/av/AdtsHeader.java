package tv.exstream.engine.av;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

import org.bytedeco.javacpp.BytePointer;

/**
 * Puts raw AAC access units into ADTS frames (ISO/IEC 13818-7 section 6.2), so that items with different AAC settings can
 * follow each other in one stream whose muxer knows no extradata.
 */
final class AdtsHeader {
    private static final int HEADER_BYTES = 7;
    /** The length field has 13 bits. */
    private static final int MAX_FRAME_BYTES = (1 << 13) - 1;

    private static final int[] SAMPLE_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    private final int objectType;
    private final int rateIndex;
    private final int channelConfiguration;

    private AdtsHeader(int objectType, int rateIndex, int channelConfiguration) {
        this.objectType = objectType;
        this.rateIndex = rateIndex;
        this.channelConfiguration = channelConfiguration;
    }

    /** AAC-LC with 1 or 2 channels. */
    static AdtsHeader lowComplexity(int sampleRate, int channels) {
        return new AdtsHeader(2, rateIndex(sampleRate), channels);
    }

    private static int rateIndex(int sampleRate) {
        for (int i = 0; i < SAMPLE_RATES.length; i++) {
            if (SAMPLE_RATES[i] == sampleRate) {
                return i;
            }
        }
        throw new IllegalArgumentException("AAC has no index for " + sampleRate + " Hz");
    }

    /**
     * Reads an AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1).
     *
     * @return empty when ADTS cannot express it: not one of the four basic object types, an escape-coded rate, or a
     *     channel layout described in the stream
     */
    static Optional<AdtsHeader> of(ElementaryStream stream) {
        BytePointer extra = stream.parameters().extradata();
        if (extra == null || extra.isNull() || stream.parameters().extradata_size() < 2) {
            return Optional.empty();
        }
        int bits = (extra.get(0) & 0xff) << 8 | (extra.get(1) & 0xff);
        int type = bits >> 11;
        int rate = bits >> 7 & 0xf;
        int layout = bits >> 3 & 0xf;
        return type < 1 || type > 4 || rate >= SAMPLE_RATES.length || layout < 1 || layout > 7
                ? Optional.empty()
                : Optional.of(new AdtsHeader(type, rate, layout));
    }

    /** Fills {@code framed} with header and payload of {@code raw}; timestamps and flags are copied. */
    void wrap(Packet raw, Packet framed) {
        int payload = raw.size();
        int length = payload + HEADER_BYTES;
        if (length > MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("AAC access unit of " + payload + " bytes does not fit an ADTS frame");
        }
        framed.allocate(length);
        MemorySegment to = framed.data();
        put(to, 0, 0xff);
        put(to, 1, 0xf1); // MPEG-4, no CRC
        put(to, 2, (objectType - 1) << 6 | rateIndex << 2 | channelConfiguration >> 2);
        put(to, 3, (channelConfiguration & 3) << 6 | length >> 11);
        put(to, 4, length >> 3 & 0xff);
        put(to, 5, (length & 7) << 5 | 0x1f);
        put(to, 6, 0xfc);
        MemorySegment.copy(raw.data(), 0, to, HEADER_BYTES, payload);
        framed.stamp(raw.pts(), raw.dts(), raw.duration());
        framed.flagsFrom(raw);
    }

    private static void put(MemorySegment to, long offset, int value) {
        to.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
    }
}
