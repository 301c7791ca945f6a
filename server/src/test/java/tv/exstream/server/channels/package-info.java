@NullMarked
package tv.exstream.server.channels;

import org.jspecify.annotations.NullMarked;
