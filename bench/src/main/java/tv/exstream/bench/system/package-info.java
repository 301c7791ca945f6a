/** Many channels at once, next to as many ffmpeg processes. */
@NullMarked
package tv.exstream.bench.system;

import org.jspecify.annotations.NullMarked;
