@NullMarked
package tv.exstream.engine.hls;

import org.jspecify.annotations.NullMarked;
