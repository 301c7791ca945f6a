package tv.exstream.server.portable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.schedule.item.ChannelRef;

/** The numbers of an installation's channels: their keys mean nothing elsewhere. */
final class NumberedChannels {
    private final Map<Long, ChannelNumber> numbers;

    NumberedChannels(List<ChannelProgramming> channels) {
        numbers = channels.stream()
                .collect(Collectors.toMap(
                        one -> one.channel().id(), one -> one.channel().number()));
    }

    /** Empty for the key of no channel. */
    Optional<ChannelNumber> number(ChannelRef channel) {
        return channel.number().isEmpty()
                ? Optional.ofNullable(numbers.get(channel.key()))
                : Optional.of(ChannelNumber.parse(channel.number()));
    }

    /** By its number where it has one. */
    ChannelRef numbered(ChannelRef channel) {
        return number(channel).map(number -> ChannelRef.of(number.toString())).orElse(channel);
    }

    /** What a channel shows at night, as documents have it. */
    Optional<PortableChannel.Night> night(ChannelProgramming one) {
        return one.night()
                .flatMap(night -> number(night.channel())
                        .map(shown -> new PortableChannel.Night(night.from(), night.to(), shown)));
    }
}
