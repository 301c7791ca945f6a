/**
 * Schedules materialised on a rolling horizon, stored, and served from memory to engine and guide. One thread at a time
 * builds (the background tick or whoever changed something); readers see immutable timelines that are swapped whole.
 */
@NullMarked
package tv.exstream.server.playout;

import org.jspecify.annotations.NullMarked;
