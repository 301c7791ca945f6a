@NullMarked
package tv.exstream.server.portable;

import org.jspecify.annotations.NullMarked;
