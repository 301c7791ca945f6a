@NullMarked
package tv.exstream.bench;

import org.jspecify.annotations.NullMarked;
