package tv.exstream.server.hdhr;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HDHomeRun's control protocol on TCP: one virtual thread per controller, a handful at most. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int MAX_CONTROLLERS = 16;
    private static final int IDLE_MILLIS = 30_000;

    private final Variables variables;
    private final ServerSocket server;
    private final Semaphore places = new Semaphore(MAX_CONTROLLERS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    /** @param port 65001, or 0 in tests */
    ControlServer(Variables variables, InetAddress host, int port) throws IOException {
        this.variables = variables;
        this.server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        this.thread = Thread.ofPlatform().daemon().name("hdhr-control").unstarted(this::accept);
    }

    void start() {
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (!places.tryAcquire()) {
                    socket.close();
                    continue;
                }
                open.add(socket);
                Thread unused = Thread.ofVirtual().name("hdhr-controller").start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.debug("HDHomeRun control: {}", e.toString());
                    pauseAfterFailure();
                }
            }
        }
    }

    /** Without file descriptors accept fails at once, again and again: that must not burn a core. */
    private static void pauseAfterFailure() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String peer = socket.getInetAddress().getHostAddress();
            Optional<Packet> request = read(in);
            while (request.isPresent()) {
                Optional<Packet> reply = answer(request.get(), peer);
                if (reply.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write(reply.get().encode());
                request = read(in);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("HDHomeRun controller left: {}", e.toString());
        } finally {
            open.remove(socket);
            places.release();
        }
    }

    /** Empty when what came is no frame of ours; nothing sensible can follow it. */
    private static Optional<Packet> read(DataInputStream in) throws IOException {
        byte[] header = new byte[Packet.HEADER_BYTES];
        in.readFully(header);
        int rest = Packet.payloadBytes(header) + Packet.CRC_BYTES;
        if (header.length + rest > Packet.MAX_BYTES) {
            return Optional.empty();
        }
        byte[] frame = Arrays.copyOf(header, header.length + rest);
        in.readFully(frame, header.length, rest);
        return Packet.parse(frame, frame.length);
    }

    private Optional<Packet> answer(Packet request, String peer) {
        Optional<Packet.Tag> name = request.first(Packet.TAG_NAME);
        if (request.type() != Packet.TYPE_GETSET_REQUEST || name.isEmpty()) {
            return Optional.empty();
        }
        String variable = name.get().asText();
        Variables.Reply reply = request.first(Packet.TAG_VALUE)
                .map(value -> variables.set(variable, value.asText(), peer))
                .orElseGet(() -> variables.get(variable));
        return Optional.of(new Packet(
                Packet.TYPE_GETSET_REPLY,
                List.of(
                        Packet.Tag.cString(Packet.TAG_NAME, variable),
                        Packet.Tag.cString(reply.ok() ? Packet.TAG_VALUE : Packet.TAG_ERROR, reply.text()))));
    }

    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(ControlServer::closeQuietly);
        Threads.join(thread);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.debug("closing a control socket: {}", e.toString());
        }
    }
}
