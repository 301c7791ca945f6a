/** Pictures and sound that stand in: rendered and encoded beforehand in the channel's own profile. */
@NullMarked
package tv.exstream.engine.slate;

import org.jspecify.annotations.NullMarked;
