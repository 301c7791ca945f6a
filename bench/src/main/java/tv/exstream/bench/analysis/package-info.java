/** What a look at all pictures of a file costs. */
@NullMarked
package tv.exstream.bench.analysis;

import org.jspecify.annotations.NullMarked;
