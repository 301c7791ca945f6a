@NullMarked
package tv.exstream.server.schedule.lineup;

import org.jspecify.annotations.NullMarked;
