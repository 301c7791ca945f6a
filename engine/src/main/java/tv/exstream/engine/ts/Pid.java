package tv.exstream.engine.ts;

/** A packet identifier and its continuity counter (ISO/IEC 13818-1 section 2.4.3.3), which never restarts. */
final class Pid {
    static final int PAT = 0;
    static final int SDT = 0x11;
    static final int VIDEO = 0x100;
    static final int AUDIO = 0x101;
    static final int CUES = 0x102;
    static final int PMT = 0x1000;
    static final int NULL = 0x1fff;

    final int value;
    private int next;

    Pid(int value) {
        this.value = value;
    }

    /** For a packet with payload. */
    int counted() {
        int counter = next;
        next = (counter + 1) & 0xf;
        return counter;
    }

    /** For a packet without payload: the counter stays. */
    int held() {
        return (next - 1) & 0xf;
    }
}
