/** What a person says of how a channel's programmes are chosen, as it is stored, and what is refused of it. */
@NullMarked
package tv.exstream.server.schedule.definition;

import org.jspecify.annotations.NullMarked;
