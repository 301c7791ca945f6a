package tv.exstream.server.hdhr;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.stream.TunerPool;

/**
 * The HDHomeRun beside HTTP: discovery and control on port 65001, SSDP on 1900. Whatever of it cannot start costs one
 * warning and is left out; tuners can then still be added by their address.
 */
public final class HdhrNetwork implements AutoCloseable {
    public static final int HDHOMERUN_PORT = 65_001;
    private static final Logger LOG = LoggerFactory.getLogger(HdhrNetwork.class);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Opens one of the services and starts it. */
    @FunctionalInterface
    private interface Start {
        AutoCloseable start() throws IOException;
    }

    /**
     * @param port     65001
     * @param httpPort where this server's HTTP listens; goes into the answers
     */
    public static HdhrNetwork start(
            Device device, TunerPool tuners, ChannelCatalog catalog, int port, int httpPort, boolean ssdp) {
        HdhrNetwork network = new HdhrNetwork();
        InetAddress everywhere = new InetSocketAddress(0).getAddress();
        network.run("HDHomeRun discovery (UDP port " + port + ")", () -> {
            DiscoveryServer server =
                    new DiscoveryServer(new Discovery(device, tuners.count()), everywhere, port, httpPort);
            server.start();
            return server;
        });
        network.run("HDHomeRun control (TCP port " + port + ")", () -> {
            ControlServer server =
                    new ControlServer(new Variables(device, tuners, catalog, Clock.systemUTC()), everywhere, port);
            server.start();
            return server;
        });
        if (ssdp) {
            network.run("SSDP (UDP port " + SsdpServer.PORT + ")", () -> {
                SsdpServer server = new SsdpServer(new SsdpMessages(device), httpPort, SsdpServer.PORT);
                server.start();
                return server;
            });
        }
        return network;
    }

    private void run(String what, Start start) {
        try {
            running.push(start.start());
        } catch (IOException e) {
            LOG.warn(
                    "{} is not available: {}. Players will not find this server by themselves; add it there by its"
                            + " address.",
                    what,
                    e.getMessage());
        }
    }

    /** How many of the services run. */
    public int services() {
        return running.size();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                LOG.debug("closing {}", e.toString());
            }
        }
    }
}
