/** What making the transport stream costs. */
@NullMarked
package tv.exstream.bench.ts;

import org.jspecify.annotations.NullMarked;
