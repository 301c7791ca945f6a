/**
 * Sets of media items that schedules draw from: a rule is evaluated purely against a snapshot of the library; the
 * service keeps the rules in the database and serves them from memory.
 */
@NullMarked
package tv.exstream.server.collection;

import org.jspecify.annotations.NullMarked;
