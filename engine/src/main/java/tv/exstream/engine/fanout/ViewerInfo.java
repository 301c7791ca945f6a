package tv.exstream.engine.fanout;

/**
 * Who watches.
 *
 * @param id        unique among sessions, chosen by the caller
 * @param address   of the peer
 * @param userAgent as the peer calls itself, may be empty
 * @param format    {@code ts}, {@code hls}, …
 */
public record ViewerInfo(String id, String address, String userAgent, String format) {}
