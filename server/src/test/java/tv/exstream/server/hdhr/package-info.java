@NullMarked
package tv.exstream.server.hdhr;

import org.jspecify.annotations.NullMarked;
