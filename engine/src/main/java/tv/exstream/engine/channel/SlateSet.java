package tv.exstream.engine.channel;

import tv.exstream.engine.slate.SlateLoop;

/**
 * The slates a run can always fall back to.
 *
 * @param standBy in place of a programme that cannot be shown
 * @param offAir where nothing is scheduled
 */
record SlateSet(SlateLoop standBy, SlateLoop offAir) {}
