/** What a schedule puts on air: the items of a plan, as they are stored, shown in the guide and played. */
@NullMarked
package tv.exstream.server.schedule.item;

import org.jspecify.annotations.NullMarked;
