package tv.exstream.engine.channel;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.source.SourceOpener;

/**
 * What may be changed while a channel is on air. A new one takes effect with the next source, which is opened at once.
 *
 * @param profile what leaves the channel
 * @param slates  drawn for that profile
 * @param opener  decides by that profile
 */
record Setup(OutputProfile profile, SlateSet slates, SourceOpener opener) {}
