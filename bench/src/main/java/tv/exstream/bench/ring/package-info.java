/** Handing packets from thread to thread. */
@NullMarked
package tv.exstream.bench.ring;

import org.jspecify.annotations.NullMarked;
