package tv.exstream.engine.slate;

import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PacketBlock;

/**
 * Encoded sound without beginning or end: its last frame is followed by its first without a click. Shared by the slates
 * that sound like this; freed with the last of them. Safe from any thread.
 */
public final class SoundLoop {
    private final PacketBlock frames;
    private final boolean silent;
    private int users;

    /** The maker is its first user. */
    SoundLoop(PacketBlock frames, boolean silent) {
        this.frames = frames;
        this.silent = silent;
        users = 1;
    }

    /** Frames in the loop, 1,024 samples each. */
    public int length() {
        return frames.length();
    }

    public boolean silent() {
        return silent;
    }

    /** Makes {@code target} share frame {@code index}. @return false once freed */
    public boolean frame(int index, Packet target) {
        return frames.share(index, target);
    }

    /** Native bytes. */
    public long bytes() {
        return frames.size();
    }

    /** @throws IllegalStateException once freed */
    SoundLoop retain() {
        if (!tryRetain()) {
            throw new IllegalStateException("freed");
        }
        return this;
    }

    /** @return false once freed */
    synchronized boolean tryRetain() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** The last user's frees it. */
    synchronized void release() {
        users--;
        if (users == 0) {
            frames.close();
        }
    }

    synchronized boolean freed() {
        return users == 0;
    }
}
