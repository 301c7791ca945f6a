/** The HTTP edge beside nginx: the same bytes to as many clients, from real servers over real sockets. */
@NullMarked
package tv.exstream.bench.edge;

import org.jspecify.annotations.NullMarked;
