/**
 * Pure scheduling: definition, library snapshot and state (with its seed) in; programmes and the next state out. No
 * database, no clock, no I/O, no threads: everything here is a value or a function of values, so identical input gives
 * identical output on any machine.
 */
@NullMarked
package tv.exstream.server.schedule;

import org.jspecify.annotations.NullMarked;
