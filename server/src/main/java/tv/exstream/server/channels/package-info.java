/** Channels, how they are made from a library, and their API. */
@NullMarked
package tv.exstream.server.channels;

import org.jspecify.annotations.NullMarked;
