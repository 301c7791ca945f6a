package tv.exstream.server.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

/**
 * The ETag of an answer that is told by a few facts, such as revisions, before it is made. Weak (RFC 9110, 8.8.1): it is the
 * same answer whether or not it is compressed on its way.
 *
 * @param value without quotes
 */
public record WeakTag(String value) {
    /** @param facts all that the answer depends on; printable, without double quotes */
    public static WeakTag of(Object... facts) {
        StringBuilder value = new StringBuilder(64);
        for (Object fact : facts) {
            value.append(value.isEmpty() ? "" : "-")
                    .append(fact instanceof Long number ? Long.toHexString(number) : fact.toString());
        }
        return new WeakTag(value.toString());
    }

    /** Whether the client has this answer already. */
    public boolean known(HttpHeaders request) {
        return known(request.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /** The edge marks the tag of a compressed answer with a suffix, which clients send back. */
    boolean known(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.trim().equals("*")
                        || ifNoneMatch.contains("\"" + value + "\"")
                        || ifNoneMatch.contains("\"" + value + "--"));
    }

    /** 304, without the answer. */
    public Response notModified() {
        return Response.notModified().header(HttpHeaders.ETAG, header()).build();
    }

    /** 200 with the tag, to be asked about every time. */
    public Response.ResponseBuilder ok(Object body) {
        return Response.ok(body).header(HttpHeaders.ETAG, header()).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private String header() {
        return "W/\"" + value + "\"";
    }
}
