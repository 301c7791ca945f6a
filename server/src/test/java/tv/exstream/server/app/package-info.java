@NullMarked
package tv.exstream.server.app;

import org.jspecify.annotations.NullMarked;
