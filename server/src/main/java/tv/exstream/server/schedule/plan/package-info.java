/** How every kind of schedule puts programmes on air: a programme laid out with its filler, gaps filled, reasons noted. */
@NullMarked
package tv.exstream.server.schedule.plan;

import org.jspecify.annotations.NullMarked;
