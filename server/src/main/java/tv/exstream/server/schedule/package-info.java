/**
 * Pure scheduling: definition, library snapshot and state (with its seed) in; programmes and the next state out. No
 * database, no clock, no I/O, no threads: everything here is a value or a function of values, so identical input gives
 * identical output on any machine.
 *
 * <p>A {@link tv.exstream.server.schedule.definition.ScheduleDefinition} says how programmes are chosen. Its parts say
 * <em>what</em> they draw from and in which order ({@link tv.exstream.server.schedule.draw.Draw}), how much of it, when,
 * and what {@link tv.exstream.server.schedule.filler.Filler} goes with it. {@link
 * tv.exstream.server.schedule.ScheduleEngine} asks the planner of the definition for one step after the other: a
 * programme laid out with its filler, or a piece of filler for a gap. A planner draws from walkers, one for each
 * position, and keeps all it must remember in a {@link tv.exstream.server.schedule.draw.ScheduleState}, as cursors and
 * marks. A step never depends on where the plan ends, so continuing a plan gives what building it at once would have
 * given. It either takes time or is one of a bounded number in a row that do not, after which the engine goes off air for
 * a while: no definition makes it run for ever.
 *
 * <p>The packages stand on each other, from the bottom: {@code item}, {@code draw}, {@code filler}; {@code lineup} and
 * {@code sequential}, which know nothing of schedules; {@code definition}, {@code plan}, {@code interpreter}; and here on
 * top the engine with a planner for each kind of definition.
 */
@NullMarked
package tv.exstream.server.schedule;

import org.jspecify.annotations.NullMarked;
