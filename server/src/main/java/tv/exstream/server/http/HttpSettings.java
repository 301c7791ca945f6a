package tv.exstream.server.http;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Where and how the edge listens.
 *
 * @param host     address or name of an interface; {@code 0.0.0.0} is all of them
 * @param port     0 to 65535; 0 takes a free one
 * @param zone     of the times in JSON answers
 * @param maxBody  bytes a request body may have; more is answered with 413
 * @param stopWait how long requests under way may take to end when the edge stops
 */
public record HttpSettings(String host, int port, ZoneId zone, long maxBody, Duration stopWait) {
    public HttpSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host to listen on is blank; use 0.0.0.0 for all interfaces");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 0 to 65535");
        }
        if (maxBody < 1 || stopWait.isNegative()) {
            throw new IllegalArgumentException("body limit and stop time must be positive");
        }
    }

    public static HttpSettings of(String host, int port) {
        return new HttpSettings(host, port, ZoneId.systemDefault(), 16L << 20, Duration.ofSeconds(3));
    }
}
