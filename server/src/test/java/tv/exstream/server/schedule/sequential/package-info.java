@NullMarked
package tv.exstream.server.schedule.sequential;

import org.jspecify.annotations.NullMarked;
