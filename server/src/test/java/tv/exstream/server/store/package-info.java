@NullMarked
package tv.exstream.server.store;

import org.jspecify.annotations.NullMarked;
