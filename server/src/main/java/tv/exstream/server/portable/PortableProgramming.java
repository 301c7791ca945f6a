package tv.exstream.server.portable;

import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.ScheduleDefinition;

/** What a channel airs. */
public sealed interface PortableProgramming {
    /**
     * A schedule of the document.
     *
     * @param schedule its name
     */
    record Shared(String schedule) implements PortableProgramming {}

    /**
     * A definition of the channel's own.
     *
     * @param definition with the document's keys of collections and media
     * @param seed       of everything random in it; made from the channel's number if empty
     */
    record Own(ScheduleDefinition definition, OptionalLong seed) implements PortableProgramming {}
}
