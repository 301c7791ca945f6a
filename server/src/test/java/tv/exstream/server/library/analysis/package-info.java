@NullMarked
package tv.exstream.server.library.analysis;

import org.jspecify.annotations.NullMarked;
