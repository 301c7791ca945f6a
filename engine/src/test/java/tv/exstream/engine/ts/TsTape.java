package tv.exstream.engine.ts;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps every packet a muxer writes, and tells what it carried. */
final class TsTape implements TsOutput {
    private final List<byte[]> packets = new ArrayList<>();
    /** Indices of packets that begin a place to start at. */
    final List<Integer> randomAccess = new ArrayList<>();

    private MemorySegment newest = MemorySegment.NULL;

    @Override
    public long claim() {
        byte[] packet = new byte[PACKET];
        packets.add(packet);
        newest = MemorySegment.ofArray(packet);
        return 0;
    }

    @Override
    public MemorySegment memory() {
        return newest;
    }

    @Override
    public void randomAccess() {
        randomAccess.add(packets.size());
    }

    int size() {
        return packets.size();
    }

    byte[] packet(int index) {
        return packets.get(index);
    }

    int pid(int index) {
        byte[] p = packets.get(index);
        return (p[1] & 0x1f) << 8 | (p[2] & 0xff);
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        packets.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** What the packets of one PID carry, cut where units start: whole PES packets, or sections behind a pointer_field. */
    List<byte[]> units(int pid) {
        List<byte[]> units = new ArrayList<>();
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        for (int i = 0; i < packets.size(); i++) {
            byte[] p = packets.get(i);
            int control = p[3] >> 4 & 3;
            if (pid(i) != pid || (control & 1) == 0) {
                continue;
            }
            if ((p[1] & 0x40) != 0 && unit.size() > 0) {
                units.add(unit.toByteArray());
                unit.reset();
            }
            int from = control == 3 ? 5 + (p[4] & 0xff) : 4;
            unit.write(p, from, PACKET - from);
        }
        if (unit.size() > 0) {
            units.add(unit.toByteArray());
        }
        return units;
    }

    /** The elementary stream's bytes in a PES packet. */
    static byte[] data(byte[] pes) {
        int from = 9 + (pes[8] & 0xff);
        return Arrays.copyOfRange(pes, from, pes.length);
    }
}
