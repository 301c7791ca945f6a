/** Composition root: builds everything, starts it in order, stops it in reverse. */
@NullMarked
package tv.exstream.server.app;

import org.jspecify.annotations.NullMarked;
