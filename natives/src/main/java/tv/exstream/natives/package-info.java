/** FFmpeg in this process: loaded once, asked what it can do, its log brought to ours. */
@NullMarked
package tv.exstream.natives;

import org.jspecify.annotations.NullMarked;
