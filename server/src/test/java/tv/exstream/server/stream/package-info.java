@NullMarked
package tv.exstream.server.stream;

import org.jspecify.annotations.NullMarked;
