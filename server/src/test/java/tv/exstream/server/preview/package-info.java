@NullMarked
package tv.exstream.server.preview;

import org.jspecify.annotations.NullMarked;
