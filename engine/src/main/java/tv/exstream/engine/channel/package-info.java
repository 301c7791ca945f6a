/** The channel: clock, splicer, mux stage, lifecycle. */
@NullMarked
package tv.exstream.engine.channel;

import org.jspecify.annotations.NullMarked;
