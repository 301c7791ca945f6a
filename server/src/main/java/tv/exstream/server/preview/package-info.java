/**
 * What a schedule or a lineup would be, without saving anything: programmes with the reason for each, warnings, and how
 * air time is divided. Stateless; runs on the thread that asks, within bounds of days, items and time.
 */
@NullMarked
package tv.exstream.server.preview;

import org.jspecify.annotations.NullMarked;
