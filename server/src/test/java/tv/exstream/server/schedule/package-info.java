@NullMarked
package tv.exstream.server.schedule;

import org.jspecify.annotations.NullMarked;
