/** Playlists of live streams: each entry becomes a channel. Stateless. */
@NullMarked
package tv.exstream.server.portable.from.m3u;

import org.jspecify.annotations.NullMarked;
