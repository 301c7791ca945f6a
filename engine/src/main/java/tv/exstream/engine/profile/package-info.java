/** What a channel's output looks like, and whether a stream is copied or transcoded to it. */
@NullMarked
package tv.exstream.engine.profile;

import org.jspecify.annotations.NullMarked;
