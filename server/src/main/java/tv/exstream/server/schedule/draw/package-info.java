/** Which medium comes next: what is drawn from, in which orders, and what is remembered of it. */
@NullMarked
package tv.exstream.server.schedule.draw;

import org.jspecify.annotations.NullMarked;
