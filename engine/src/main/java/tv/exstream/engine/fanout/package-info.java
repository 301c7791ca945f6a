/** One channel's bytes to many viewers: immutable chunks, bounded queues, keyframe start. Bytes only, no libav types. */
@NullMarked
package tv.exstream.engine.fanout;

import org.jspecify.annotations.NullMarked;
