package tv.exstream.server.session;

/**
 * How many may watch at once.
 *
 * @param perChannel viewers of one channel, at least 1
 * @param inAll      viewers of all channels together, at least 1
 */
public record SessionLimits(int perChannel, int inAll) {
    public static final SessionLimits DEFAULT = new SessionLimits(50, 500);

    public SessionLimits {
        if (perChannel < 1 || inAll < 1) {
            throw new IllegalArgumentException(
                    "viewer limits must be at least 1, not " + perChannel + " per channel and " + inAll + " in all");
        }
    }
}
