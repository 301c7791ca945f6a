package tv.exstream.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;

/**
 * The port, taken before anything else is started: one that cannot be had costs no start-up, and who connects early
 * waits instead of being refused. Handed over to {@link HttpEdge}, which closes it; closed by the owner otherwise.
 */
public final class ListenSocket implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ServerSocketChannel channel;

    private ListenSocket(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /** @throws ListenException when the port cannot be had */
    public static ListenSocket open(String host, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
                    // a server that was just stopped leaves connections behind that must not keep the port
                    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                }
                channel.bind(new InetSocketAddress(host, port), BACKLOG);
                return new ListenSocket(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw refusal(host, port, e);
        }
    }

    private static ListenException refusal(String host, int port, Exception e) {
        String where = "port " + port + " on " + host;
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof BindException && why.contains("in use")) {
            return new ListenException(
                    where + " is in use; choose another with --port N (0 takes any free one), or stop the program"
                            + " that holds it",
                    e);
        }
        if (why.contains("ermission")) {
            return new ListenException(
                    where + " may not be used by this user; choose a port from 1024 on with --port N", e);
        }
        return new ListenException(
                "cannot listen on " + where + " (" + why + "); choose an address of this machine with --host, or"
                        + " 0.0.0.0 for all",
                e);
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Idempotent. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
