/** What stands between programmes and inside them: filler, breaks, and the expressions that say where and how much. */
@NullMarked
package tv.exstream.server.schedule.filler;

import org.jspecify.annotations.NullMarked;
