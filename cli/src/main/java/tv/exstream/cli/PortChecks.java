package tv.exstream.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import tv.exstream.server.config.Settings;

/** The ports a server listens on. */
final class PortChecks {
    private static final int SSDP_PORT = 1900;
    private static final int ASK_MILLIS = 1_000;

    private PortChecks() {}

    static List<Check> all(Settings settings) {
        List<Check> checks = new ArrayList<>();
        checks.add(http(settings.server().host(), settings.server().port()));
        Settings.Hdhr tuner = settings.hdhr();
        if (!tuner.enabled()) {
            checks.add(Check.ok("discovery", "switched off"));
            return checks;
        }
        checks.add(udp(tuner.udpPort(), "HDHomeRun clients will not find this tuner by themselves"));
        if (tuner.ssdp()) {
            checks.add(udp(SSDP_PORT, "Plex and others will not find this tuner by themselves"));
        }
        return checks;
    }

    private static Check http(String host, int port) {
        String address = host + ":" + port;
        try (ServerSocket socket = new ServerSocket()) {
            // as a server would: the remains of closed connections are no obstacle
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return Check.ok("port", port == 0 ? "any free one" : address + " is free");
        } catch (IOException e) {
            if (alreadyServing(port)) {
                return Check.ok("port", address + ": EXStreamTV is running there");
            }
            return Check.fail(
                    "port",
                    address + " cannot be used: " + e.getMessage(),
                    "stop the program that uses it, or choose another with --port N");
        }
    }

    private static boolean alreadyServing(int port) {
        try {
            HttpURLConnection health = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/live")
                    .toURL()
                    .openConnection();
            health.setConnectTimeout(ASK_MILLIS);
            health.setReadTimeout(ASK_MILLIS);
            return health.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static Check udp(int port, String consequence) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            // SSDP's port is shared by all who listen to the group
            socket.setReuseAddress(port == SSDP_PORT);
            socket.bind(new InetSocketAddress(port));
            return Check.ok("discovery", "UDP " + port + " can be used");
        } catch (IOException e) {
            return Check.warn(
                    "discovery",
                    "UDP " + port + " cannot be used (" + e.getMessage() + "): " + consequence,
                    "stop the program that uses it, or name the tuner's address to the client");
        }
    }
}
