@NullMarked
package tv.exstream.engine.analysis;

import org.jspecify.annotations.NullMarked;
