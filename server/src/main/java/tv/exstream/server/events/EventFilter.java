package tv.exstream.server.events;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;

/** Which events a listener wants. */
record EventFilter(Set<Event.Topic> topics, Optional<String> channel) {
    /**
     * @param topics  names divided by commas, empty: all
     * @param channel a channel's number, empty: all
     * @throws IllegalArgumentException saying what is taken
     */
    static EventFilter parse(Optional<String> topics, Optional<String> channel) {
        Set<Event.Topic> wanted = EnumSet.noneOf(Event.Topic.class);
        for (String name : topics.map(t -> t.split(",", -1)).orElseGet(() -> new String[0])) {
            wanted.add(topic(name.strip()));
        }
        return new EventFilter(
                wanted.isEmpty() ? EnumSet.allOf(Event.Topic.class) : wanted,
                channel.map(c -> ChannelNumber.parse(c).toString()));
    }

    private static Event.Topic topic(String name) {
        for (Event.Topic topic : Event.Topic.values()) {
            if (topic.name().equalsIgnoreCase(name)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("there is no topic '" + name + "'; topics are "
                + Arrays.stream(Event.Topic.values())
                        .map(t -> t.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    boolean wants(Event event) {
        return topics.contains(event.topic()) && (channel.isEmpty() || channel.equals(event.channel()));
    }
}
