/** Tunarr's data folder: its database and the lineups beside it, of all versions since the first. Not thread-safe. */
@NullMarked
package tv.exstream.server.portable.from.tunarr;

import org.jspecify.annotations.NullMarked;
