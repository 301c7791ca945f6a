/** Opening, probing, decoding and transcoding inputs into packets on the channel's timeline, ahead of air. Runs on the channel's source thread. */
@NullMarked
package tv.exstream.engine.source;

import org.jspecify.annotations.NullMarked;
