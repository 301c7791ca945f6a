package tv.exstream.engine.source;

import java.util.ArrayList;
import java.util.List;

import tv.exstream.engine.av.Packet;

/**
 * The end of a copied H.264 stream where the cut falls into a group of reordered pictures. From the first picture in
 * decoding order that is shown at or after the cut, pictures are kept here: some that follow are shown before it, but
 * need it as a reference. When the group is complete, as many pictures as have a place before the cut leave, the first
 * ones in decoding order (these can be decoded for sure), and take those places in the order of their own times: nothing
 * freezes and nothing outlasts the cut; the last pictures come some frames early.
 */
final class CutTail implements AutoCloseable {
    /** ITU-T H.264 A.3.1: no stream reorders more pictures than this. */
    private static final int DEEPEST = 16;

    private final long cut;
    private final List<Packet> pictures = new ArrayList<>();

    /** @param cut the first presentation time that is too late, 90 kHz */
    CutTail(long cut) {
        this.cut = cut;
    }

    long cut() {
        return cut;
    }

    boolean isEmpty() {
        return pictures.isEmpty();
    }

    /** Keeps the contents of {@code picture}; false when there cannot be more that belong here. */
    boolean add(Packet picture) {
        if (pictures.size() == DEEPEST) {
            return false;
        }
        Packet kept = new Packet();
        pictures.add(kept);
        kept.moveFrom(picture);
        return true;
    }

    /** Gives what has a place before the cut. */
    void give(PacketSink sink) {
        long[] places = pictures.stream()
                .mapToLong(Packet::pts)
                .filter(pts -> pts < cut)
                .sorted()
                .toArray();
        List<Packet> leaving = pictures.subList(0, places.length);
        long[] times = leaving.stream().mapToLong(Packet::pts).sorted().toArray();
        for (Packet picture : leaving) {
            int rank = 0;
            while (times[rank] != picture.pts()) {
                rank++;
            }
            long place = places[rank];
            picture.stamp(place, Math.min(picture.dts(), place), picture.duration());
            sink.video(picture, false);
        }
        close();
    }

    @Override
    public void close() {
        pictures.forEach(Packet::close);
        pictures.clear();
    }
}
