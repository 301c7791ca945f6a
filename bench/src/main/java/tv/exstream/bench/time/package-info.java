/** Asking what time it is on air. */
@NullMarked
package tv.exstream.bench.time;

import org.jspecify.annotations.NullMarked;
