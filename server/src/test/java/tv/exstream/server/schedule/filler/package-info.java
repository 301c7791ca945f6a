@NullMarked
package tv.exstream.server.schedule.filler;

import org.jspecify.annotations.NullMarked;
