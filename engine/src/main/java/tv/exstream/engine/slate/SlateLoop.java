package tv.exstream.engine.slate;

import java.util.List;

import tv.exstream.engine.av.Packet;

/**
 * A few seconds of encoded stand-in that can be repeated without end: the first video packet is an IDR, every audio
 * packet is one frame of silence. Immutable after rendering; packets are shared by reference, so any thread may read them
 * at the same time. Owned by the {@link SlateLibrary}.
 */
public final class SlateLoop implements AutoCloseable {
    private final List<Packet> pictures;
    private final long frameTicks;
    private final Packet silence;
    private final long silenceTicks;

    SlateLoop(List<Packet> pictures, long frameTicks, Packet silence, long silenceTicks) {
        this.pictures = List.copyOf(pictures);
        this.frameTicks = frameTicks;
        this.silence = silence;
        this.silenceTicks = silenceTicks;
    }

    /** Number of pictures in the loop. */
    public int length() {
        return pictures.size();
    }

    /** Makes {@code target} share picture {@code index}. */
    public void picture(int index, Packet target) {
        target.refFrom(pictures.get(index));
    }

    /** How long a picture is shown, 90 kHz. */
    public long frameTicks() {
        return frameTicks;
    }

    /** Makes {@code target} share one audio frame of silence. */
    public void silence(Packet target) {
        target.refFrom(silence);
    }

    /** How long a frame of silence plays, 90 kHz. */
    public long silenceTicks() {
        return silenceTicks;
    }

    @Override
    public void close() {
        pictures.forEach(Packet::close);
        silence.close();
    }
}
