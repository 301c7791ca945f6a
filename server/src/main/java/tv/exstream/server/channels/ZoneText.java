package tv.exstream.server.channels;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

import tv.exstream.server.channels.ChannelException.Kind;

/** Time zones as requests and the database have them: a zone's name, or an empty text for the installation's. */
final class ZoneText {
    private ZoneText() {}

    /** Empty also for a zone that this Java does not know (any more): one channel must not stop the others. */
    static Optional<ZoneId> zone(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @throws ChannelException unless it can be understood */
    static void validate(String text) {
        if (!text.isBlank() && zone(text).isEmpty()) {
            throw new ChannelException(
                    Kind.INVALID,
                    "there is no time zone '" + text
                            + "': give one such as Europe/Berlin, UTC or +01:00, or an empty text for the server's own");
        }
    }
}
