/** A channel of items of every kind there is, and what a receiver would say of it. */
@NullMarked
package tv.exstream.engine.torture;

import org.jspecify.annotations.NullMarked;
