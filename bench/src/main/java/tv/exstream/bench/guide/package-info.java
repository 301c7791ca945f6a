/** The guide as documents: what two weeks of a hundred channels cost. */
@NullMarked
package tv.exstream.bench.guide;

import org.jspecify.annotations.NullMarked;
