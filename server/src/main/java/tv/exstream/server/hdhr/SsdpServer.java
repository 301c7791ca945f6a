package tv.exstream.server.hdhr;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces us by SSDP on every interface and answers searches. One thread receives ({@code ssdp}), one sends
 * ({@code ssdp-announce}).
 */
final class SsdpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SsdpServer.class);
    private static final String GROUP = "239.255.255.250";
    static final int PORT = 1900;

    private final SsdpMessages messages;
    private final int httpPort;
    private final int port;
    private final DatagramChannel channel;
    private final InetAddress group;
    private final List<Joined> joined = new ArrayList<>();
    private final AnswerBudget budget = new AnswerBudget(30, 60, System::nanoTime);
    private final ScheduledExecutorService announcer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ssdp-announce").factory());
    private final Thread receiver;

    private record Joined(NetworkInterface network, InetAddress address) {}

    /**
     * @param port 1900, or another in tests
     * @throws IOException when the port cannot be bound or no interface takes multicast
     */
    SsdpServer(SsdpMessages messages, int httpPort, int port) throws IOException {
        this.messages = messages;
        this.httpPort = httpPort;
        this.port = port;
        this.group = InetAddress.getByName(GROUP);
        this.receiver = Thread.ofPlatform().daemon().name("ssdp").unstarted(this::receive);
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 2);
            channel.bind(new InetSocketAddress(port));
            joinAll();
        } catch (IOException e) {
            channel.close();
            announcer.shutdownNow();
            throw e;
        }
    }

    private void joinAll() throws IOException {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            // Loopback says it has no multicast, and yet carries it on Linux.
            if (!network.isUp() || !(network.supportsMulticast() || network.isLoopback())) {
                continue;
            }
            Optional<InetAddress> address = network.inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .findFirst();
            if (address.isPresent()) {
                join(network, address.get());
            }
        }
        if (joined.isEmpty()) {
            throw new IOException("no network interface takes multicast");
        }
    }

    private void join(NetworkInterface network, InetAddress address) {
        try {
            var unused = channel.join(group, network);
            joined.add(new Joined(network, address));
        } catch (IOException | RuntimeException e) {
            LOG.debug("SSDP not on {}: {}", network.getName(), e.toString());
        }
    }

    void start() {
        receiver.start();
        // Datagrams get lost: three times soon, then well before the announcement grows old.
        long[] soonMillis = {0, 300, 1500};
        for (long delay : soonMillis) {
            var unused = announcer.schedule(this::announce, delay, TimeUnit.MILLISECONDS);
        }
        long again = SsdpMessages.MAX_AGE_SECONDS / 3;
        var unused = announcer.scheduleAtFixedRate(this::announce, again, again, TimeUnit.SECONDS);
    }

    int interfaces() {
        return joined.size();
    }

    private void announce() {
        for (Joined on : joined) {
            multicast(on, messages.notifications(Optional.of(location(on.address))));
        }
    }

    private String location(InetAddress address) {
        return "http://" + LocalAddress.inUrl(address) + ":" + httpPort + "/device.xml";
    }

    /** Only on the announcer's thread: the outgoing interface is a property of the shared socket. */
    private void multicast(Joined on, List<String> texts) {
        try {
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, on.network);
            for (String text : texts) {
                send(text, new InetSocketAddress(group, port));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("SSDP announce on {}: {}", on.network.getName(), e.toString());
        }
    }

    private void send(String text, InetSocketAddress to) throws IOException {
        int unused = channel.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), to);
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        while (channel.isOpen()) {
            buffer.clear();
            try {
                InetSocketAddress peer = (InetSocketAddress) channel.receive(buffer);
                buffer.flip();
                SsdpMessages.parseSearch(
                                StandardCharsets.ISO_8859_1.decode(buffer).toString())
                        .ifPresent(search -> answer(search, peer));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.debug("SSDP: {}", e.toString());
            }
        }
    }

    /** Spread over the time the asker allows, but soon enough for impatient people. */
    private void answer(SsdpMessages.Search search, InetSocketAddress peer) {
        List<String> targets = messages.matching(search);
        if (targets.isEmpty() || !budget.spend()) {
            return;
        }
        int spreadMillis = Math.min(search.maxWaitSeconds() * 1000, 500);
        long delay = spreadMillis == 0 ? 0 : ThreadLocalRandom.current().nextInt(spreadMillis);
        try {
            var unused = announcer.schedule(() -> sendAnswers(targets, peer), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("SSDP search while stopping");
        }
    }

    private void sendAnswers(List<String> targets, InetSocketAddress peer) {
        Optional<InetAddress> local = LocalAddress.facing(peer);
        if (local.isEmpty()) {
            return;
        }
        try {
            for (String target : targets) {
                send(messages.answer(target, location(local.get())), peer);
            }
        } catch (IOException e) {
            LOG.debug("SSDP answer to {}: {}", peer, e.toString());
        }
    }

    /** Says goodbye, then leaves. */
    @Override
    public void close() {
        try {
            announcer.execute(() -> joined.forEach(on -> multicast(on, messages.notifications(Optional.empty()))));
            announcer.shutdown();
            if (!announcer.awaitTermination(1, TimeUnit.SECONDS)) {
                announcer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException closedBefore) {
            LOG.debug("SSDP closed twice");
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("SSDP close: {}", e.toString());
        }
        Threads.join(receiver);
    }
}
