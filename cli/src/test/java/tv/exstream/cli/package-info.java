@NullMarked
package tv.exstream.cli;

import org.jspecify.annotations.NullMarked;
