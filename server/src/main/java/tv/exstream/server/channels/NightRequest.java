package tv.exstream.server.channels;

import java.time.LocalTime;
import java.util.Optional;

import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.schedule.item.ChannelRef;

/**
 * What a client wants a channel's night to be: all of it, or nothing, {@code {}}, for no night any more.
 *
 * @param from    when another channel is shown, by the wall clock of this one, e.g. {@code 22:00}
 * @param to      until when, e.g. {@code 06:00}
 * @param channel which one: its number in quotes, or its key
 */
public record NightRequest(Optional<LocalTime> from, Optional<LocalTime> to, Optional<ChannelRef> channel) {
    static NightRequest of(Night night) {
        return new NightRequest(Optional.of(night.from()), Optional.of(night.to()), Optional.of(night.channel()));
    }

    /** Empty for no night. @throws ChannelException when a part is missing */
    Optional<Night> night() {
        if (from.isEmpty() && to.isEmpty() && channel.isEmpty()) {
            return Optional.empty();
        }
        if (from.isEmpty() || to.isEmpty() || channel.isEmpty()) {
            throw new ChannelException(
                    Kind.INVALID,
                    "a night needs 'from', 'to' and 'channel', e.g."
                            + " {\"from\": \"22:00\", \"to\": \"06:00\", \"channel\": \"7\"}; {} takes it away");
        }
        try {
            return Optional.of(new Night(from.get(), to.get(), channel.get()));
        } catch (IllegalArgumentException e) {
            throw new ChannelException(Kind.INVALID, String.valueOf(e.getMessage()));
        }
    }
}
