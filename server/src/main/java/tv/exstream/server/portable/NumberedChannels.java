package tv.exstream.server.portable;

import java.util.Optional;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.RelayGraph;
import tv.exstream.server.schedule.item.ChannelRef;

/**
 * The numbers of an installation's channels: their keys mean nothing elsewhere.
 *
 * @param channels those that are there, and those that are away
 */
record NumberedChannels(RelayGraph channels) {
    /** Empty for the key of no channel; a number stays, whoever has it. */
    Optional<ChannelNumber> number(ChannelRef channel) {
        return channel.number().isEmpty()
                ? channels.number(channel)
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
