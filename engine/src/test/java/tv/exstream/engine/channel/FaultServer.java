package tv.exstream.engine.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on the loopback that serves one piece of media in real time and goes wrong on demand. Each has a port of
 * its own.
 */
final class FaultServer implements AutoCloseable {
    /** How it goes wrong. */
    enum Fault {
        NONE,
        /** Connections stay open, new ones get their headers, nobody gets another byte. */
        SILENCE,
        /** Half the rate needed. */
        SLOW,
        /** Connections are reset, new ones as well. */
        RESET,
        /** Connections are reset, nobody listens any more. */
        REFUSED,
        /** Connections are reset, requests get no answer. */
        NO_ANSWER,
        /** Connections are reset, new ones cannot be made nor fail. */
        UNREACHABLE,
        /** Connections are reset, requests are sent in a circle. */
        REDIRECTS,
        /** Connections are reset, requests get {@link FaultServer#status}. */
        STATUS
    }

    private static final int BACKLOG = 1;
    private static final double BURST_SECONDS = 1;

    private final byte[] media;
    private final double bytesPerSecond;
    private final boolean live;
    private final boolean ranges;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<SocketChannel> crowd = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final int port;
    private volatile ServerSocket socket;
    private volatile Fault fault = Fault.NONE;
    private volatile int status = 404;
    private volatile boolean closed;
    /** Only requests with this in their line are served; the others get 403. */
    private volatile String token = "";

    /**
     * @param seconds the media's length
     * @param live    a stream without length that starts where a viewer comes in; else a file
     * @param ranges  the file may be read from anywhere
     */
    FaultServer(byte[] media, double seconds, boolean live, boolean ranges) throws IOException {
        this.media = media;
        this.live = live;
        this.ranges = ranges;
        bytesPerSecond = media.length / seconds;
        socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        port = socket.getLocalPort();
        listen(socket);
    }

    URI address() {
        return URI.create("http://user:hidden@127.0.0.1:" + port + "/media?token=" + token);
    }

    void token(String wanted) {
        token = wanted;
    }

    int requests() {
        return requests.get();
    }

    void answer(int code) throws IOException {
        status = code;
        breaks(Fault.STATUS);
    }

    void breaks(Fault how) throws IOException {
        fault = how;
        if (how == Fault.REFUSED) {
            socket.close();
        }
        if (how != Fault.SILENCE && how != Fault.SLOW) {
            for (Socket client : clients) {
                reset(client);
            }
        }
        if (how == Fault.UNREACHABLE) {
            for (int i = 0; i < BACKLOG + 3; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                boolean unused = channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                crowd.add(channel);
            }
        }
    }

    /** All is well again for connections made from now on; those that were silenced stay so. */
    void heals() throws IOException {
        Fault before = fault;
        fault = Fault.NONE;
        for (SocketChannel channel : crowd) {
            channel.close();
        }
        crowd.clear();
        if (before == Fault.REFUSED) {
            ServerSocket again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            socket = again;
            listen(again);
        }
    }

    private static void reset(Socket client) throws IOException {
        if (!client.isClosed()) {
            client.setSoLinger(true, 0);
            client.close();
        }
    }

    private void listen(ServerSocket on) {
        Thread unused = Thread.ofVirtual().start(() -> {
            while (!on.isClosed()) {
                try {
                    while (fault == Fault.UNREACHABLE && !closed) {
                        Thread.sleep(5);
                    }
                    Socket client = on.accept();
                    clients.add(client);
                    Thread ignored = Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException | InterruptedException e) {
                    return; // closed
                }
            }
        });
    }

    private void serve(Socket client) {
        try (client) {
            client.setSendBufferSize(16 * 1024);
            if (fault == Fault.RESET) {
                reset(client);
                return;
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            String request = in.readLine();
            if (request == null) {
                return;
            }
            requests.incrementAndGet();
            long from = rangeStart(in);
            OutputStream out = client.getOutputStream();
            if (!token.isEmpty() && !request.contains(token)) {
                say(out, "403 Forbidden", "Content-Length: 0\r\n");
                return;
            }
            Fault now = fault;
            switch (now) {
                case STATUS -> say(out, status + " So it is", "Content-Length: 0\r\n");
                case REDIRECTS -> say(out, "302 Found", "Location: http://127.0.0.1:" + port + "/again\r\n");
                case NO_ANSWER -> {
                    while (!closed && fault == now) {
                        Thread.sleep(20);
                    }
                    Thread.sleep(5_000); // this one is never answered
                }
                default -> body(out, from);
            }
        } catch (IOException e) {
            // hung up, by either side
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private static long rangeStart(BufferedReader in) throws IOException {
        long from = 0;
        @Nullable String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            if (line.startsWith("Range: bytes=")) {
                String range = line.substring("Range: bytes=".length());
                from = Long.parseLong(range.substring(0, range.indexOf('-')));
            }
            line = in.readLine();
        }
        return from;
    }

    private static void say(OutputStream out, String status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void body(OutputStream out, long wanted) throws IOException, InterruptedException {
        long from = ranges && !live ? wanted : 0;
        if (live) {
            say(out, "200 OK", "Content-Type: video/mp2t\r\n");
        } else if (ranges) {
            say(
                    out,
                    "206 Partial Content",
                    "Accept-Ranges: bytes\r\nContent-Length: " + (media.length - from) + "\r\nContent-Range: bytes "
                            + from + "-" + (media.length - 1) + "/" + media.length + "\r\n");
        } else {
            say(out, "200 OK", "Accept-Ranges: none\r\nContent-Length: " + media.length + "\r\n");
        }
        double due = from + BURST_SECONDS * bytesPerSecond;
        long sent = from;
        long last = System.nanoTime();
        boolean silenced = false;
        while (!closed && sent < media.length) {
            long now = System.nanoTime();
            silenced |= fault == Fault.SILENCE;
            // servers of files are faster than players, live streams are not;
            // a server without ranges is read through from its beginning, so it had better be quick
            double rate = silenced ? 0 : fault == Fault.SLOW ? 0.5 : live ? 1 : ranges ? 2 : 40;
            due = Math.min(media.length, due + rate * bytesPerSecond * (now - last) / 1e9);
            last = now;
            int part = silenced ? 0 : (int) Math.min(16_384, (long) due - sent);
            if (part > 0) {
                out.write(media, (int) sent, part);
                out.flush();
                sent += part;
            } else {
                Thread.sleep(10);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
            for (SocketChannel channel : crowd) {
                channel.close();
            }
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
