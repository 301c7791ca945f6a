/** Clocks, time bases, 33-bit arithmetic. Pure Java, no state shared between threads. */
@NullMarked
package tv.exstream.engine.time;

import org.jspecify.annotations.NullMarked;
