package tv.exstream.server.portable.from.draft;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.lineup.LineupEntry;

/** Another channel in the place of programmes. Stateless. */
public final class Redirects {
    private Redirects() {}

    /** An entry of a list. */
    public static LineupEntry entry(ChannelNumber channel, Duration duration) {
        return new LineupEntry.Redirect(ref(channel), duration);
    }

    /** What a slot draws from. */
    public static Draw draw(ChannelNumber channel) {
        return new Draw(
                new ContentSource.Channel(ref(channel), Optional.empty()),
                PlaybackOrder.CHRONOLOGICAL,
                Optional.empty(),
                Optional.empty());
    }

    /** What a channel airs that shows another, so much later. */
    public static PortableProgramming relay(ChannelNumber channel, Duration offset) {
        return new PortableProgramming.Own(
                new ScheduleDefinition.Relay(ref(channel), Optional.of(offset).filter(by -> !by.isZero())),
                OptionalLong.empty());
    }

    private static ChannelRef ref(ChannelNumber channel) {
        return ChannelRef.of(channel.toString());
    }
}
