package tv.exstream.server.hdhr;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Which of our addresses a peer can reach us at: the one the routing table would talk to it from. */
final class LocalAddress {
    private LocalAddress() {}

    /** Empty when there is no route. */
    static Optional<InetAddress> facing(InetSocketAddress peer) {
        // Connecting a datagram socket sends nothing; it only picks the route.
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(peer);
            InetAddress local = probe.getLocalAddress();
            return local.isAnyLocalAddress() ? Optional.empty() : Optional.of(local);
        } catch (IOException | java.io.UncheckedIOException noRoute) {
            return Optional.empty();
        }
    }

    /** As it stands in a URL. */
    static String inUrl(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[" + plain + "]" : plain;
    }
}
