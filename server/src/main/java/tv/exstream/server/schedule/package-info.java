/** Pure scheduling: definition, library snapshot, state and seed in; programmes out. No database, no clock. */
@NullMarked
package tv.exstream.server.schedule;

import org.jspecify.annotations.NullMarked;
