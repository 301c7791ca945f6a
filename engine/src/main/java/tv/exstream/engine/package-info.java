@NullMarked
package tv.exstream.engine;

import org.jspecify.annotations.NullMarked;
