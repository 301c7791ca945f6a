package tv.exstream.engine.av;

import java.util.Arrays;
import java.util.List;

/**
 * Finds packets whose timestamps a damaged container has made up: one that is far from its stream's last. When the next
 * ones agree with it, it was a true jump of the time base. Confined to the input's thread.
 */
final class StrayStamps {
    private static final long FAR_TICKS = 30 * 90_000L;
    /** A slide show steps far each time; nobody makes up so many. */
    private static final int STRIKES = 3;

    private final List<ElementaryStream> streams;
    private final long[] last;
    private final long[] stray;
    private final int[] strikes;

    StrayStamps(List<ElementaryStream> streams) {
        this.streams = streams;
        last = new long[streams.size()];
        stray = new long[streams.size()];
        strikes = new int[streams.size()];
        forget();
    }

    /** After a seek: the next packet may be anywhere. */
    void forget() {
        Arrays.fill(last, Packet.NOPTS);
        Arrays.fill(stray, Packet.NOPTS);
        Arrays.fill(strikes, 0);
    }

    /** Looks at each packet once, in order. */
    boolean isStray(Packet packet) {
        int index = packet.streamIndex();
        long stamp = packet.dts() == Packet.NOPTS ? packet.pts() : packet.dts();
        if (stamp == Packet.NOPTS || index >= last.length) {
            return false;
        }
        long ticks = streams.get(index).ticks90k(stamp);
        boolean far = last[index] != Packet.NOPTS && Math.abs(ticks - last[index]) > FAR_TICKS;
        boolean agreed = far && stray[index] != Packet.NOPTS && Math.abs(ticks - stray[index]) < FAR_TICKS;
        if (far && !agreed && ++strikes[index] < STRIKES) {
            stray[index] = ticks;
            return true;
        }
        last[index] = ticks;
        stray[index] = Packet.NOPTS;
        strikes[index] = 0;
        return false;
    }
}
