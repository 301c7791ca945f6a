@NullMarked
package tv.exstream.server.portable.from;

import org.jspecify.annotations.NullMarked;
