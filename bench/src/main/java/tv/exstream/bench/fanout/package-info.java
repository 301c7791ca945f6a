/** The hub and its chunks. */
@NullMarked
package tv.exstream.bench.fanout;

import org.jspecify.annotations.NullMarked;
