package tv.exstream.engine.channel;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SlateText;

/**
 * The slates a run can always fall back to.
 *
 * @param standBy in place of a programme that cannot be shown
 * @param offAir where nothing is scheduled
 */
record SlateSet(SlateLoop standBy, SlateLoop offAir) {
    /** Draws what was not drawn before. */
    static SlateSet of(SlateLibrary library, OutputProfile profile) {
        return new SlateSet(library.loop(profile, SlateText.STAND_BY), library.loop(profile, SlateText.OFF_AIR));
    }
}
