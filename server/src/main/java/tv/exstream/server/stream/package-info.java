/** Live MPEG-TS and HLS over HTTP: the engine's chunks to Jetty, without a copy or a thread of a viewer's own. */
@NullMarked
package tv.exstream.server.stream;

import org.jspecify.annotations.NullMarked;
