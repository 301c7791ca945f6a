/**
 * What can be told of a source only by looking at all of it: where it is black. Runs on the caller's thread, which owns all
 * it opens.
 */
@NullMarked
package tv.exstream.engine.analysis;

import org.jspecify.annotations.NullMarked;
