@NullMarked
package tv.exstream.server.collection;

import org.jspecify.annotations.NullMarked;
