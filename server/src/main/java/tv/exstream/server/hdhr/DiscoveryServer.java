package tv.exstream.server.hdhr;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers HDHomeRun discovery on UDP. One thread, {@code hdhr-discovery}. */
final class DiscoveryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryServer.class);

    private final Discovery discovery;
    private final int httpPort;
    private final DatagramSocket socket;
    private final AnswerBudget budget = new AnswerBudget(50, 100, System::nanoTime);
    private final Thread thread;

    /** @param port 65001, or 0 in tests */
    DiscoveryServer(Discovery discovery, InetAddress host, int port, int httpPort) throws IOException {
        this.discovery = discovery;
        this.httpPort = httpPort;
        this.socket = new DatagramSocket(new InetSocketAddress(host, port));
        this.thread = Thread.ofPlatform().daemon().name("hdhr-discovery").unstarted(this::serve);
    }

    void start() {
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        // One byte more than the longest frame, so that a longer one is seen to be too long.
        byte[] buffer = new byte[Packet.MAX_BYTES + 1];
        while (!socket.isClosed()) {
            DatagramPacket in = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(in);
                answer(in);
            } catch (IOException | RuntimeException e) {
                // An unreachable peer is reported by the next receive; neither that nor a bad packet ends the service.
                LOG.debug("HDHomeRun discovery: {}", e.toString());
            }
        }
    }

    private void answer(DatagramPacket in) throws IOException {
        Optional<Packet> request = Packet.parse(in.getData(), in.getLength()).filter(discovery::means);
        if (request.isEmpty() || !budget.spend()) {
            return;
        }
        InetSocketAddress peer = (InetSocketAddress) in.getSocketAddress();
        Optional<InetAddress> local = LocalAddress.facing(peer);
        if (local.isEmpty()) {
            return;
        }
        String baseUrl = "http://" + LocalAddress.inUrl(local.get()) + ":" + httpPort;
        Optional<Packet> reply = discovery.answer(request.get(), baseUrl);
        if (reply.isPresent()) {
            byte[] bytes = reply.get().encode();
            socket.send(new DatagramPacket(bytes, bytes.length, peer));
        }
    }

    @Override
    public void close() {
        socket.close();
        Threads.join(thread);
    }
}
