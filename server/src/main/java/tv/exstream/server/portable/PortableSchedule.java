package tv.exstream.server.portable;

import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * A schedule that channels share by its name.
 *
 * @param name       not blank; at most 200 characters
 * @param definition with the document's keys of collections and media
 * @param seed       of everything random in it; made from the name if empty
 */
public record PortableSchedule(String name, ScheduleDefinition definition, OptionalLong seed) {
    public PortableSchedule {
        PortableCollection.checkName("schedule", name);
    }
}
