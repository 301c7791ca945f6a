@NullMarked
package tv.exstream.server.guide;

import org.jspecify.annotations.NullMarked;
