package tv.exstream.server.portable;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.NightRequest;
import tv.exstream.server.channels.SlateChoices;
import tv.exstream.server.schedule.item.ChannelRef;

/** What a channel is besides what it airs, between a document and an installation. */
final class ChannelAttributes {
    private ChannelAttributes() {}

    /** Out of an installation. */
    static PortableChannel portable(
            ChannelProgramming one,
            Optional<String> origin,
            SlateChoices slates,
            Optional<PortableChannel.Night> night,
            PortableProgramming airs) {
        Channel channel = one.channel();
        List<String> groups = channel.groups();
        return new PortableChannel(
                channel.number(),
                channel.name(),
                Optional.of(channel.guideId()),
                origin,
                groups.getFirst(),
                groups.subList(1, groups.size()),
                channel.categories(),
                channel.profile(),
                one.zone(),
                channel.logo(),
                slates,
                channel.listing().visibility(),
                channel.mode(),
                night,
                airs);
    }

    /**
     * Into an installation: all of them, so that those of a channel that is there are replaced.
     *
     * @param schedule the key of what it airs; as before if empty
     * @param numbers  what the document's numbers of channels are here
     */
    static ChannelRequest request(
            PortableChannel channel, ChannelNumber number, Optional<Long> schedule, UnaryOperator<String> numbers) {
        ChannelRequest.Builder request = ChannelRequest.builder()
                .number(number)
                .name(channel.name())
                .group(channel.group())
                .groups(channel.groups())
                .categories(channel.categories())
                .visibility(channel.visibility())
                .mode(channel.mode())
                .profile(channel.profile())
                .slates(channel.slates())
                .zone(channel.zone().map(ZoneId::getId).orElse(""))
                .night(new NightRequest(
                        channel.night().map(PortableChannel.Night::from),
                        channel.night().map(PortableChannel.Night::to),
                        channel.night()
                                .map(night -> ChannelRef.of(
                                        numbers.apply(night.channel().toString())))));
        schedule.ifPresent(request::schedule);
        return request.build();
    }

    /** The same channel but for where it comes from and what it airs. */
    static boolean same(PortableChannel a, PortableChannel b) {
        UnaryOperator<String> same = UnaryOperator.identity();
        return a.number().equals(b.number())
                && request(a, a.number(), Optional.empty(), same).equals(request(b, b.number(), Optional.empty(), same))
                && a.logo().equals(b.logo());
    }
}
