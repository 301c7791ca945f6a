/** Micrometer and Prometheus. */
@NullMarked
package tv.exstream.server.metrics;

import org.jspecify.annotations.NullMarked;
