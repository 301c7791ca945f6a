package tv.exstream.engine.ts;

/**
 * What time it is in the stream, 27 MHz and unwrapped: at a constant bit rate a matter of the bytes sent, else set by the
 * packets' timestamps. Never goes back but by {@link #set}.
 */
final class ProgramClock {
    /** 27 MHz ticks of a 90 kHz tick. */
    static final long PER_TICK = 300;

    static final long PER_MILLI = 27_000;

    /** Time of one packet at 1 kbit/s: 188 · 8 bits of 27,000 ticks each. */
    private static final long PACKET_AT_1K = TsOutput.PACKET * 8 * PER_MILLI;

    private final int kbps;
    private long now;
    /** The fraction of a tick beyond {@code now}, in {@code kbps}-ths: positions stay exact for ever. */
    private long fraction;

    /** @param kbps zero: packets take no time */
    ProgramClock(int kbps) {
        this.kbps = kbps;
    }

    boolean constant() {
        return kbps > 0;
    }

    long now() {
        return now;
    }

    /** How long a packet takes, rounded up. */
    long packetTicks() {
        return kbps == 0 ? 0 : (PACKET_AT_1K + kbps - 1) / kbps;
    }

    void set(long ticks27M) {
        now = ticks27M;
        fraction = 0;
    }

    void raise(long ticks27M) {
        if (ticks27M > now) {
            set(ticks27M);
        }
    }

    /** A packet was sent. @return false when its time would have passed {@code limit} and was not counted */
    boolean packet(long limit) {
        if (kbps == 0) {
            return true;
        }
        long sum = fraction + PACKET_AT_1K;
        long next = now + sum / kbps;
        if (next > limit) {
            return false;
        }
        now = next;
        fraction = sum % kbps;
        return true;
    }
}
