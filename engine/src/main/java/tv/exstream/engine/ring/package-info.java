/** Preallocated cells that hand packets from one thread to the next. */
@NullMarked
package tv.exstream.engine.ring;

import org.jspecify.annotations.NullMarked;
