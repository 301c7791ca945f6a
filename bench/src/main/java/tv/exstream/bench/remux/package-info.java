/** The copying pipeline as a whole. */
@NullMarked
package tv.exstream.bench.remux;

import org.jspecify.annotations.NullMarked;
