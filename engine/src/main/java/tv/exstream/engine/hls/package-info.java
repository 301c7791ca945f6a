/**
 * HLS (RFC 8216, low latency by draft-pantos-hls-rfc8216bis) of the very chunks a channel sends to its TS viewers: no
 * second encode, no copy, no files. One {@link tv.exstream.engine.hls.HlsOutput} for each channel owns the segments;
 * bytes only, no libav types.
 */
@NullMarked
package tv.exstream.engine.hls;

import org.jspecify.annotations.NullMarked;
