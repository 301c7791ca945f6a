package tv.exstream.server.http;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An RFC 9457 problem detail, as every error of the HTTP edge is answered.
 *
 * @param type     {@code about:blank}, or a URI reference that names the kind of problem
 * @param title    the kind of problem in a few words, the same for all problems of that kind
 * @param status   HTTP status, 400 to 599
 * @param detail   what is wrong with this request and what to do about it
 * @param headers  sent along with the answer ({@code Allow}, {@code Retry-After}); not part of the document
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonIgnore Map<String, String> headers) {
    /** {@code Content-Type} of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem has a status of 400 to 599, not " + status);
        }
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, Map.of());
    }

    public Problem withDetail(String newDetail) {
        return new Problem(type, title, status, newDetail, headers);
    }

    public Problem withHeaders(Map<String, String> newHeaders) {
        return new Problem(type, title, status, detail, newHeaders);
    }
}
