/**
 * Looks at all pictures of the files that schedules interrupt where it is black, one after the other, on a thread of its own
 * that stays out of the way of what is on air. Results are stored, and reach the library's items a batch at a time.
 */
@NullMarked
package tv.exstream.server.library.analysis;

import org.jspecify.annotations.NullMarked;
