@NullMarked
package tv.exstream.server.schedule.definition;

import org.jspecify.annotations.NullMarked;
