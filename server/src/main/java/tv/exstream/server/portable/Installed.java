package tv.exstream.server.portable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.ScheduleService.Schedule;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.ChannelRef;

/** What an installation has before an import, and whether it is what a document has. Immutable. */
final class Installed {
    private final Map<Long, MediaCollection> collections;
    private final Set<Long> kept;
    private final Map<Long, Schedule> shared;
    private final ChannelService channels;
    private final Map<ChannelNumber, String> origins;
    private final NumberedChannels numbers;

    Installed(
            Collection<MediaCollection> collections,
            Set<Long> kept,
            List<Schedule> schedules,
            ChannelService channels) {
        this.collections = collections.stream().collect(Collectors.toMap(MediaCollection::id, one -> one));
        this.kept = Set.copyOf(kept);
        this.shared = schedules.stream().filter(Schedule::shared).collect(Collectors.toMap(Schedule::id, one -> one));
        this.channels = channels;
        this.origins = channels.origins();
        this.numbers = new NumberedChannels(channels.relays());
    }

    /** One that was made to stay. */
    Optional<MediaCollection> collection(String name) {
        return collections.values().stream()
                .filter(one -> kept.contains(one.id()) && called(one.name(), name))
                .findFirst();
    }

    /** One that has a name. */
    Optional<Schedule> schedule(String name) {
        return shared.values().stream().filter(one -> called(one.name(), name)).findFirst();
    }

    Optional<PortableChannel> channel(ChannelNumber number) {
        return channels.known(number)
                .map(one -> ChannelAttributes.portable(
                        one,
                        Optional.ofNullable(origins.get(number)),
                        channels.slates(number),
                        numbers.night(one),
                        airs(one)));
    }

    private PortableProgramming airs(ChannelProgramming one) {
        return Optional.ofNullable(shared.get(channels.schedule(one.channel().number())))
                .<PortableProgramming>map(schedule -> new PortableProgramming.Shared(schedule.name()))
                .orElseGet(() -> new PortableProgramming.Own(one.definition(), OptionalLong.of(one.seed())));
    }

    /** A definition of this installation with channels by their numbers. */
    ScheduleDefinition numbered(ScheduleDefinition ours) {
        return DefinitionKeys.apply(ours, new DefinitionKeys.Keys() {
            @Override
            public long collection(long key) {
                return key;
            }

            @Override
            public Optional<Long> media(long key) {
                return Optional.of(key);
            }

            @Override
            public ChannelRef channel(ChannelRef channel) {
                return numbers.numbered(channel);
            }
        });
    }

    /** Whether a collection of a document is one of these. */
    boolean same(PortableCollection theirs, CollectionRule rule, long ours) {
        return Optional.ofNullable(collections.get(ours))
                .filter(one -> one.rule().equals(rule)
                        && theirs.kept() == kept.contains(ours)
                        && (!theirs.kept() || called(one.name(), theirs.name())))
                .isPresent();
    }

    private static boolean called(String name, String wanted) {
        return PortableDocument.plain(name).equals(PortableDocument.plain(wanted));
    }

    /**
     * Whether two definitions are the same but for the keys of collections.
     *
     * @param pair whether a collection of the first is one of the second
     */
    static boolean same(ScheduleDefinition one, ScheduleDefinition other, BiPredicate<Long, Long> pair) {
        List<Long> from = collections(one);
        List<Long> to = collections(other);
        Map<Long, Long> pairs = new HashMap<>();
        if (from.size() != to.size()) {
            return false;
        }
        for (int i = 0; i < from.size(); i++) {
            Long before = pairs.putIfAbsent(from.get(i), to.get(i));
            if (before != null && !before.equals(to.get(i))) {
                return false;
            }
        }
        return DefinitionKeys.apply(one, new Collections(pairs, new ArrayList<>()))
                        .equals(other)
                && pairs.entrySet().stream().allMatch(both -> pair.test(both.getKey(), both.getValue()));
    }

    /** As often as they occur. */
    private static List<Long> collections(ScheduleDefinition definition) {
        List<Long> met = new ArrayList<>();
        ScheduleDefinition unused = DefinitionKeys.apply(definition, new Collections(Map.of(), met));
        return met;
    }

    private record Collections(Map<Long, Long> keys, List<Long> met) implements DefinitionKeys.Keys {
        @Override
        public long collection(long key) {
            met.add(key);
            return keys.getOrDefault(key, key);
        }

        @Override
        public Optional<Long> media(long key) {
            return Optional.of(key);
        }

        @Override
        public ChannelRef channel(ChannelRef channel) {
            return channel;
        }
    }
}
