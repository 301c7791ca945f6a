/** Schedules materialised on a rolling horizon, and served from memory to engine and guide. */
@NullMarked
package tv.exstream.server.playout;

import org.jspecify.annotations.NullMarked;
