/** The guide: a view of the playout. */
@NullMarked
package tv.exstream.server.guide;

import org.jspecify.annotations.NullMarked;
