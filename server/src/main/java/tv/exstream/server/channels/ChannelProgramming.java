package tv.exstream.server.channels;

import java.time.ZoneId;
import java.util.Optional;

import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * A channel and how its programmes are chosen.
 *
 * @param seed  of everything random in the definition
 * @param zone  whose wall clock the definition means; the installation's if empty
 * @param night when another channel is shown in place of what begins then
 */
public record ChannelProgramming(
        Channel channel, ScheduleDefinition definition, long seed, Optional<ZoneId> zone, Optional<Night> night) {
    /** The same channel with other programmes. */
    public ChannelProgramming with(ScheduleDefinition newDefinition, long newSeed) {
        return new ChannelProgramming(channel, newDefinition, newSeed, zone, night);
    }
}
