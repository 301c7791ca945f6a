@NullMarked
package tv.exstream.server.events;

import org.jspecify.annotations.NullMarked;
