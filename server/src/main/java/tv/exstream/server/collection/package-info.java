/** Sets of media items that schedules draw from. */
@NullMarked
package tv.exstream.server.collection;

import org.jspecify.annotations.NullMarked;
