/**
 * Schedules that people write as text: sequential schedules in files, and sessions in which a script builds a channel's
 * playout over the API. Sessions are guarded by themselves, one caller at a time each; nothing of them is visible before
 * they are committed, and what nobody uses is forgotten.
 */
@NullMarked
package tv.exstream.server.script;

import org.jspecify.annotations.NullMarked;
