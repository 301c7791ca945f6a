package tv.exstream.server.stream;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that shows what is on the wire. */
public final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;

    public RawClient(int port, String request) throws IOException {
        // Small, so that a server that is not read from soon notices.
        this(port, request, 8192);
    }

    public RawClient(int port, String request, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
        socket.setSoTimeout(10_000);
        in = socket.getInputStream();
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Status line and headers, in lower case. */
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("connection ended within the head: " + head);
            }
            head.append((char) c);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    public byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    public byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    /** Leaves without a word. */
    public void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
