package tv.exstream.server.channels;

import tv.exstream.server.schedule.ScheduleDefinition;

/**
 * A channel and how its programmes are chosen.
 *
 * @param seed of everything random in the definition
 */
public record ChannelProgramming(Channel channel, ScheduleDefinition definition, long seed) {}
