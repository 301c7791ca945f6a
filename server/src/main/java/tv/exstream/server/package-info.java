@NullMarked
package tv.exstream.server;

import org.jspecify.annotations.NullMarked;
