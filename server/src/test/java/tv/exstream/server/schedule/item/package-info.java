@NullMarked
package tv.exstream.server.schedule.item;

import org.jspecify.annotations.NullMarked;
