/**
 * The files of other products become documents: Tunarr, dizqueTV, ErsatzTV, and M3U playlists. Files are only read, links
 * in them are not followed, and nothing in them is carried out. What cannot be carried over is said in remarks. Stateless.
 */
@NullMarked
package tv.exstream.server.portable.from;

import org.jspecify.annotations.NullMarked;
