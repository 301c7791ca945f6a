package tv.exstream.engine.slate;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PacketBlock;

/**
 * Encoded stand-in that can be repeated without end: the first picture is an IDR, and the sound is a loop of its own. Made
 * before it is drawn: {@link #current} says what serves until then. Once drawn it does not change; packets are
 * shared by reference, so any thread may read at the same time. Owned by the {@link SlateLibrary}.
 */
public final class SlateLoop implements AutoCloseable {
    private record Drawn(PacketBlock pictures, SoundLoop sound) {}

    private final long frameTicks;
    private final long silenceTicks;
    private final SoundLoop silence;
    private final @Nullable SlateLoop meanwhile;
    private volatile @Nullable Drawn drawn;
    private boolean closed;

    /**
     * @param silence   for holes without a slate
     * @param meanwhile serves until this is drawn, and for ever if it cannot be; null only where this is drawn at once
     */
    SlateLoop(OutputProfile profile, SoundLoop silence, @Nullable SlateLoop meanwhile) {
        frameTicks = 90_000 / profile.slateFrameRate();
        silenceTicks = AudioEncoder.FRAME_SAMPLES * 90_000L / profile.sampleRate();
        this.silence = silence.retain();
        this.meanwhile = meanwhile;
    }

    /** Takes what was drawn, once: {@code pictures} for its own, {@code sound} to share. */
    synchronized void draw(PacketBlock pictures, SoundLoop sound) {
        if (closed) {
            pictures.close();
        } else {
            drawn = new Drawn(pictures, sound.retain());
        }
    }

    boolean isDrawn() {
        return drawn != null;
    }

    /** This loop, or what stands in for it as long as it is not drawn. Look again for each picture. */
    public SlateLoop current() {
        SlateLoop before = meanwhile;
        return drawn != null || before == null ? this : before.current();
    }

    /** Number of pictures in the loop; 0 while it is not drawn. */
    public int length() {
        Drawn d = drawn;
        return d == null ? 0 : d.pictures.length();
    }

    /** Makes {@code target} share picture {@code index}. @return false once closed, or not drawn yet */
    public boolean picture(int index, Packet target) {
        Drawn d = drawn;
        return d != null && index < d.pictures.length() && d.pictures.share(index, target);
    }

    /** Whether decoding can start at picture {@code index}; the first one always is such. */
    public boolean key(int index) {
        Drawn d = drawn;
        return d != null && d.pictures.isKey(index);
    }

    /** How long a picture is shown, 90 kHz. */
    public long frameTicks() {
        return frameTicks;
    }

    /** The sound that goes with the pictures. */
    public SoundLoop sound() {
        Drawn d = drawn;
        return d == null ? silence : d.sound;
    }

    /** Makes {@code target} share one audio frame of silence. */
    public void silence(Packet target) {
        silence.frame(0, target);
    }

    /** How long a frame of sound plays, 90 kHz, rounded down. */
    public long silenceTicks() {
        return silenceTicks;
    }

    /** Native bytes of the pictures. */
    public long bytes() {
        Drawn d = drawn;
        return d == null ? 0 : d.pictures.size();
    }

    /** What was shared stays valid. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        silence.release();
        Drawn d = drawn;
        if (d != null) {
            d.pictures.close();
            d.sound.release();
        }
    }
}
