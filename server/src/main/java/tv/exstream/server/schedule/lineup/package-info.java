/**
 * Programming tools: pure transforms of a list of programmes, composable, each a value that can be stored, shown and taken
 * back. A lineup is a base and a list of tools; what the base was is never lost, so undoing is leaving out the last tool.
 *
 * <p>Knows nothing of schedules: {@code tv.exstream.server.schedule} airs lineups. No clock, no I/O, no threads, and no
 * chance but what it is given.
 */
@NullMarked
package tv.exstream.server.schedule.lineup;

import org.jspecify.annotations.NullMarked;
