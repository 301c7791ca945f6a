package tv.exstream.server.portable;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/** What the parts of a document may refer to. */
final class PortableReferences {
    private final Set<Long> collections;
    private final Set<Long> media;
    private final Set<String> schedules;

    PortableReferences(
            List<PortableCollection> collections, List<PortableMedia> media, List<PortableSchedule> schedules) {
        this.collections = collections.stream().map(PortableCollection::key).collect(Collectors.toSet());
        this.media = media.stream().map(PortableMedia::key).collect(Collectors.toSet());
        this.schedules =
                schedules.stream().map(s -> PortableDocument.plain(s.name())).collect(Collectors.toSet());
        collections.forEach(collection -> check("collection '" + collection.name() + "'", collection.rule()));
        schedules.forEach(schedule -> check("schedule '" + schedule.name() + "'", schedule.definition()));
    }

    /** @throws IllegalArgumentException if one refers to what is not there */
    void check(List<PortableChannel> channels) {
        for (PortableChannel channel : channels) {
            String name = "channel " + channel.number();
            switch (channel.programming()) {
                case PortableProgramming.Shared shared ->
                    require(
                            schedules.contains(PortableDocument.plain(shared.schedule())),
                            name + " airs schedule '" + shared.schedule() + "', which is not in the document");
                case PortableProgramming.Own own -> check(name, own.definition());
            }
        }
    }

    private void check(String name, ScheduleDefinition definition) {
        definition
                .sources()
                .forEach(key -> require(
                        collections.contains(key),
                        name + " draws from collection " + key + ", which is not in the document"));
        definition.media().forEach(key -> checkMedia(name, key));
    }

    private void check(String name, CollectionRule rule) {
        RuleKeys.media(rule).forEach(key -> checkMedia(name, key));
    }

    private void checkMedia(String name, long key) {
        require(media.contains(key), name + " names media " + key + ", which is not in the document");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
