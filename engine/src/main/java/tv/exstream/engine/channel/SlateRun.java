package tv.exstream.engine.channel;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.av.Packet;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SoundLoop;

/**
 * The slate on air, told by the picture lane to the sound lane: only a slate's picture brings the slate's sound, and as
 * long as pictures follow each other the sound runs on. Pictures are ahead of sound by the reordering delay, so what the
 * sound lane asks about has been told. Of the air thread alone.
 */
final class SlateRun {
    private long from;
    private long until = Long.MIN_VALUE;
    private @Nullable SoundLoop shown;
    private @Nullable SoundLoop playing;
    private int frame;

    /** A slate's picture is on over {@code [pts, end)}. */
    void pictured(SlateLoop slate, long pts, long end) {
        if (pts != until) {
            from = pts;
            playing = null;
        }
        until = end;
        shown = slate.sound();
    }

    /** Makes {@code target} share the next frame of the slate's sound. @return false where silence is to be heard */
    boolean soundAt(long pts, Packet target) {
        SoundLoop sound = shown;
        if (sound == null || sound.silent() || pts < from || pts >= until) {
            return false;
        }
        if (sound != playing) {
            playing = sound;
            frame = 0;
        }
        int index = frame;
        frame = (frame + 1) % sound.length();
        return sound.frame(index, target);
    }
}
