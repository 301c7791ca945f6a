package tv.exstream.server.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** A playlist's or subtitle's text on its way out, compressed for those who take that. */
record TextBody(String text) {
    private static final int WORTH_COMPRESSING = 400;

    /** Writes it, or for HEAD only what it would be like. The status and the other headers are set already. */
    void write(Request request, Response response, boolean head, Callback callback) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
        if (bytes.length >= WORTH_COMPRESSING && takesGzip(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING))) {
            bytes = gzip(bytes);
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : bytes), callback);
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null
                && accepted.contains("gzip")
                && !accepted.replace(" ", "").matches(".*gzip;q=0(\\.0+)?(,.*|$)");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
