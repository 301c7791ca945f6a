/**
 * Channels, how they are made from a library, and their API. Numbers and guide ids are given once and kept for ever; the
 * service keeps channels in the database and serves them from memory.
 */
@NullMarked
package tv.exstream.server.channels;

import org.jspecify.annotations.NullMarked;
