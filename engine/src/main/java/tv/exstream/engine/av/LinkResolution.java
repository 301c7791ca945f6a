package tv.exstream.engine.av;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaSource;

/** Asks whoever made a source for its address, in bounded time, and believes nothing but a network address. */
final class LinkResolution {
    private static final long SLICE_MILLIS = 50;
    private static final Set<String> SCHEMES =
            Set.of("http", "https", "rtsp", "rtmp", "rtmps", "udp", "rtp", "tcp", "srt");

    private LinkResolution() {}

    static URI address(MediaSource.Resolved source, Interrupt interrupt, Duration limit) {
        FutureTask<URI> task = new FutureTask<>(() -> source.resolver().resolve());
        Thread thread = Thread.ofVirtual().name("resolve-" + source.name()).start(task);
        try {
            URI address = await(task, source, interrupt, System.nanoTime() + limit.toNanos());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme)) {
                throw new EngineException(
                        Kind.UNSUPPORTED,
                        "kind=UNSUPPORTED call=resolve reason=\"its address is of the scheme '" + scheme
                                + "', not of a network protocol we play\" on=" + source.describe());
            }
            return address;
        } finally {
            thread.interrupt();
        }
    }

    private static URI await(FutureTask<URI> task, MediaSource.Resolved source, Interrupt interrupt, long until) {
        while (true) {
            try {
                URI address = task.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
                if (address == null) {
                    throw unresolved(Kind.UNAVAILABLE, FaultClass.NETWORK, "no address was given", source);
                }
                return address;
            } catch (TimeoutException e) {
                if (interrupt.cancelled() || System.nanoTime() - until > 0) {
                    throw unresolved(Kind.TIMEOUT, FaultClass.TIMEOUT, "no address in time", source);
                }
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                // Anything but an IOException was not written for people, and may quote an address with its secrets.
                String reason = cause instanceof IOException
                        ? String.valueOf(cause.getMessage())
                        : cause == null ? "unknown" : cause.getClass().getSimpleName();
                throw unresolved(Kind.UNAVAILABLE, FaultClass.NETWORK, reason, source);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unresolved(Kind.TIMEOUT, FaultClass.TIMEOUT, "interrupted", source);
            }
        }
    }

    private static EngineException unresolved(Kind kind, FaultClass fault, String reason, MediaSource.Resolved source) {
        return new EngineException(
                kind, fault, "kind=" + kind + " call=resolve reason=\"" + reason + "\" on=" + source.describe());
    }
}
