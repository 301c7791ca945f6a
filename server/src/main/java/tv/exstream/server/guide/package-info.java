/** The guide: a view of the playout, enriched by the library, as objects, JSON and XMLTV. Holds nothing of its own. */
@NullMarked
package tv.exstream.server.guide;

import org.jspecify.annotations.NullMarked;
