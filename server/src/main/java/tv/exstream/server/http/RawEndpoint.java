package tv.exstream.server.http;

/**
 * An endpoint answered by a raw handler, for the API's description.
 *
 * @param path        with parameters in braces
 * @param contentType of what it answers
 */
public record RawEndpoint(String path, String summary, String contentType) {}
