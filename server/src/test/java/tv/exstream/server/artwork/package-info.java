@NullMarked
package tv.exstream.server.artwork;

import org.jspecify.annotations.NullMarked;
