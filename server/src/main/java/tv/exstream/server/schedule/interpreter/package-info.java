/** Carries out the instructions of sequential schedules and of scripts. */
@NullMarked
package tv.exstream.server.schedule.interpreter;

import org.jspecify.annotations.NullMarked;
