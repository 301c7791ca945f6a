/** Live MPEG-TS over HTTP: viewer feeds to Jetty. */
@NullMarked
package tv.exstream.server.stream;

import org.jspecify.annotations.NullMarked;
