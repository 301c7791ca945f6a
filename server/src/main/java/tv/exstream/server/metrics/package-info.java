/** How the server is doing: Prometheus metrics (Micrometer) and health probes. Snapshots are taken when asked, from any thread. */
@NullMarked
package tv.exstream.server.metrics;

import org.jspecify.annotations.NullMarked;
