/** Channel logos, drawn when none is set. */
@NullMarked
package tv.exstream.server.artwork;

import org.jspecify.annotations.NullMarked;
