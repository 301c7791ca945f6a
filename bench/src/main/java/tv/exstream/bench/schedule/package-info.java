/** Turning schedules into programmes. */
@NullMarked
package tv.exstream.bench.schedule;

import org.jspecify.annotations.NullMarked;
