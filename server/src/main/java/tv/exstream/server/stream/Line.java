package tv.exstream.server.stream;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * The way to one viewer. Bytes after the head of an HTTP/1 response whose end is the connection's end need no framing:
 * they are handed to the connection as they are, many chunks in one gathering write. On HTTP/2 each chunk is a write of
 * its own. One write at a time.
 */
final class Line {
    /** A system's limit on the buffers of one gathering write (Linux IOV_MAX is 1024), and enough. */
    private static final int MOST_BUFFERS = 64;

    private final Request request;
    private final Response response;
    private final EndPoint endPoint;
    private final boolean shared;
    private final long idleTimeoutBefore;
    private boolean headSent;

    Line(Request request, Response response) {
        this.request = request;
        this.response = response;
        endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        shared = request.getConnectionMetaData().getHttpVersion().getVersion() >= HttpVersion.HTTP_2.getVersion();
        idleTimeoutBefore = endPoint.getIdleTimeout();
    }

    /** True when other requests use the same connection: HTTP/2. */
    boolean isShared() {
        return shared;
    }

    /** How many buffers the next write may have. */
    int mostBuffers() {
        return shared || !headSent ? 1 : MOST_BUFFERS;
    }

    /** True once something was written: it is too late for another answer. */
    boolean headSent() {
        return headSent;
    }

    void write(ByteBuffer[] buffers, Callback callback) {
        if (shared || !headSent) {
            headSent = true;
            response.write(false, buffers[0], callback);
        } else {
            endPoint.write(callback, buffers);
        }
    }

    /** Nothing follows. */
    void end(Callback callback) {
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }

    /** How long a write may be without any progress before the connection fails it; a shared connection is left alone. */
    void stall(long millis) {
        if (!shared) {
            endPoint.setIdleTimeout(millis);
        }
    }

    void restore() {
        if (!shared) {
            endPoint.setIdleTimeout(idleTimeoutBefore);
        }
    }

    /** Ends what is being written, at once: the connection, or on a shared one this request alone. */
    void cut(EofException cause) {
        if (shared) {
            request.fail(cause);
        } else {
            endPoint.close(cause);
        }
    }
}
