@NullMarked
package tv.exstream.server.library;

import org.jspecify.annotations.NullMarked;
