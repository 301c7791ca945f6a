package tv.exstream.server.portable;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What people made, apart from the installation they made it in. Collections and media have keys that mean something
 * within the document only, and everything that its rules and definitions refer to is in it; only channels may be
 * referred to, by their numbers, that are not.
 *
 * @param collections by names that differ, whatever their case, as are schedules
 * @param media       what rules and lineups name one by one
 * @param channels    by numbers that differ
 */
public record PortableDocument(
        List<PortableCollection> collections,
        List<PortableMedia> media,
        List<PortableSchedule> schedules,
        List<PortableChannel> channels) {
    public PortableDocument {
        collections = List.copyOf(collections);
        media = List.copyOf(media);
        schedules = List.copyOf(schedules);
        channels = List.copyOf(channels);
        unique("collections with the key", collections, PortableCollection::key);
        unique("collections with the name", collections, c -> plain(c.name()));
        unique("media with the key", media, PortableMedia::key);
        unique("schedules with the name", schedules, s -> plain(s.name()));
        unique("channels with the number", channels, PortableChannel::number);
        new PortableReferences(collections, media, schedules).check(channels);
    }

    /** The keys of collections that its definitions draw from. */
    Set<Long> drawn() {
        Set<Long> drawn = new HashSet<>();
        schedules.forEach(schedule -> drawn.addAll(schedule.definition().sources()));
        channels.forEach(channel -> {
            if (channel.programming() instanceof PortableProgramming.Own own) {
                drawn.addAll(own.definition().sources());
            }
        });
        return drawn;
    }

    /** How names are compared. */
    public static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static <T, K> void unique(String what, Collection<T> all, Function<T, K> key) {
        Set<K> seen = new HashSet<>();
        for (T one : all) {
            if (!seen.add(key.apply(one))) {
                throw new IllegalArgumentException("there are two " + what + " '" + key.apply(one) + "'");
            }
        }
    }
}
