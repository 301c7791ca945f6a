package tv.exstream.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Which address to tell people. */
final class Addresses {
    private Addresses() {}

    /** The address other machines reach this one by, where {@code listening} names none. */
    static URI reachable(URI listening) {
        String host = listening.getHost();
        if (host != null && !host.equals("0.0.0.0") && !host.equals("[::]")) {
            return listening;
        }
        return URI.create(listening.getScheme() + "://" + outward() + ":" + listening.getPort());
    }

    /** The own address of the route to the outside; nothing is sent. */
    private static String outward() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {8, 8, 8, 8}), 53));
            InetAddress own = socket.getLocalAddress();
            return own.isAnyLocalAddress() || own instanceof Inet6Address ? "localhost" : own.getHostAddress();
        } catch (IOException | java.io.UncheckedIOException e) {
            return "localhost";
        }
    }
}
