@NullMarked
package tv.exstream.natives;

import org.jspecify.annotations.NullMarked;
