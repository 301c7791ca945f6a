package tv.exstream.server.artwork;

/**
 * A picture file in memory.
 *
 * @param bytes       shared, never changed
 * @param contentType {@code image/png} or {@code image/jpeg}
 * @param etag        changes with the bytes, without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // handed through to the response; never compared
public record Logo(byte[] bytes, String contentType, String etag) {}
