@NullMarked
package tv.exstream.server.playout;

import org.jspecify.annotations.NullMarked;
