package tv.exstream.server.portable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.ScheduleService;
import tv.exstream.server.channels.ScheduleService.Schedule;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.sequential.ContentName;

/**
 * Takes collections, schedules and channels out of an installation, in an order that does not change with what they are
 * not: collections and schedules by name, channels by number, media by path. Safe from any thread.
 */
public final class PortableExport {
    private static final Comparator<String> BY_NAME =
            Comparator.comparing(PortableDocument::plain).thenComparing(Comparator.naturalOrder());

    private final ChannelService channels;
    private final ScheduleService schedules;
    private final CollectionService collections;
    private final MediaCatalog catalog;

    public PortableExport(
            ChannelService channels, ScheduleService schedules, CollectionService collections, MediaCatalog catalog) {
        this.channels = channels;
        this.schedules = schedules;
        this.collections = collections;
        this.catalog = catalog;
    }

    /** @param notes what could not be taken along, one line each */
    public record Exported(PortableDocument document, List<String> notes) {
        public Exported {
            notes = List.copyOf(notes);
        }
    }

    /** Everything there is. */
    public Exported everything() {
        return channels.undisturbed(() -> new Pass().of(channels.everything(), Optional.empty()));
    }

    /**
     * Some channels, and what those need.
     *
     * @throws ChannelException if there is none of such a number
     */
    public Exported of(Collection<ChannelNumber> numbers) {
        return channels.undisturbed(() -> {
            List<ChannelProgramming> some = new TreeSet<>(numbers)
                    .stream()
                            .map(number -> channels.known(number)
                                    .orElseThrow(() -> new ChannelException(
                                            ChannelException.Kind.NOT_FOUND,
                                            "there is no channel " + number + ": /api/channels lists them")))
                            .toList();
            Set<Long> aired = some.stream()
                    .map(one -> channels.schedule(one.channel().number()))
                    .collect(Collectors.toSet());
            return new Pass().of(some, Optional.of(aired));
        });
    }

    /** One export. */
    private final class Pass {
        private final List<String> notes = new ArrayList<>();
        private final NumberedChannels numbers = new NumberedChannels(channels.relays());
        private final Map<Long, PortableMedia> media = new TreeMap<>();

        /** @param only the keys of the schedules wanted */
        Exported of(List<ChannelProgramming> some, Optional<Set<Long>> only) {
            Map<Long, Schedule> shared = schedules.schedules().stream()
                    .filter(Schedule::shared)
                    .filter(one -> only.map(keys -> keys.contains(one.id())).orElse(true))
                    .collect(Collectors.toMap(Schedule::id, one -> one));
            Map<ChannelNumber, String> origins = channels.origins();
            List<PortableSchedule> carried = shared.values().stream()
                    .sorted(Comparator.comparing(Schedule::name, BY_NAME))
                    .map(one -> new PortableSchedule(
                            one.name(),
                            definition("schedule '" + one.name() + "'", one.definition()),
                            OptionalLong.of(one.seed())))
                    .toList();
            List<PortableChannel> listed = some.stream()
                    .map(one -> channel(
                            one,
                            Optional.ofNullable(
                                    shared.get(channels.schedule(one.channel().number()))),
                            Optional.ofNullable(origins.get(one.channel().number()))))
                    .toList();
            List<PortableCollection> drawn = collections(carried, listed, only.isEmpty());
            return new Exported(numbered(drawn, carried, listed), notes);
        }

        private PortableChannel channel(ChannelProgramming one, Optional<Schedule> shared, Optional<String> origin) {
            Channel channel = one.channel();
            PortableProgramming airs = shared.<PortableProgramming>map(s -> new PortableProgramming.Shared(s.name()))
                    .orElseGet(() -> new PortableProgramming.Own(
                            definition("channel " + channel.number(), one.definition()), OptionalLong.of(one.seed())));
            if (one.night().isPresent() && numbers.night(one).isEmpty()) {
                notes.add("channel " + channel.number() + ": its night is left out: the channel it shows is not there");
            }
            return ChannelAttributes.portable(one, origin, channels.slates(channel.number()), numbers.night(one), airs);
        }

        /** With installation keys; what cannot be described is left out. */
        private ScheduleDefinition definition(String of, ScheduleDefinition definition) {
            return DefinitionKeys.apply(definition, new DefinitionKeys.Keys() {
                @Override
                public long collection(long key) {
                    return key;
                }

                @Override
                public Optional<Long> media(long key) {
                    return described(of, key);
                }

                @Override
                public ChannelRef channel(ChannelRef channel) {
                    if (numbers.number(channel).isEmpty()) {
                        notes.add(of + ": channel " + channel + " is shown, but there is none");
                    }
                    return numbers.numbered(channel);
                }
            });
        }

        private Optional<Long> described(String of, long key) {
            Optional<MediaItem> item = catalog.item(key);
            item.ifPresentOrElse(
                    found -> media.put(key, PortableMedia.of(key, found)),
                    () -> notes.add(of + ": media " + key + " is left out, for its file is not in the library now"));
            return item.map(MediaItem::id);
        }

        private CollectionRule rule(MediaCollection collection) {
            return RuleKeys.apply(collection.rule(), new RuleKeys.Keys() {
                @Override
                public Optional<Long> media(long key) {
                    return described("collection '" + collection.name() + "'", key);
                }

                @Override
                public CollectionRule.Folder folder(CollectionRule.Folder rule) {
                    return new CollectionRule.Folder(0, rule.folder());
                }
            });
        }

        /** What is drawn from, and if all are wanted what was made to stay, by names that differ. */
        private List<PortableCollection> collections(
                List<PortableSchedule> carried, List<PortableChannel> listed, boolean all) {
            Set<Long> kept = collections.kept();
            Set<Long> wanted = new HashSet<>(all ? kept : Set.of());
            Named named = new Named(collections.collections());
            carried.forEach(one -> wanted.addAll(one.definition().sources(named)));
            listed.forEach(one -> {
                if (one.programming() instanceof PortableProgramming.Own own) {
                    wanted.addAll(own.definition().sources(named));
                }
            });
            Set<String> taken = new HashSet<>();
            return collections.collections().stream()
                    .filter(one -> wanted.contains(one.id()))
                    // What a person named keeps that name.
                    .sorted(Comparator.comparing((MediaCollection one) -> kept.contains(one.id()) ? 0 : 1)
                            .thenComparing(MediaCollection::id))
                    .map(one -> new PortableCollection(
                            one.id(), unique(one.name(), taken), kept.contains(one.id()), rule(one)))
                    .sorted(Comparator.comparing(PortableCollection::name, BY_NAME))
                    .toList();
        }

        /** The document, with media numbered in the order of their paths. */
        private PortableDocument numbered(
                List<PortableCollection> drawn, List<PortableSchedule> carried, List<PortableChannel> listed) {
            Map<Long, Long> keys = new HashMap<>();
            List<PortableMedia> sorted = media.values().stream()
                    .sorted(Comparator.comparing(one -> one.path().orElse("")))
                    .map(one -> {
                        keys.put(one.key(), keys.size() + 1L);
                        return one.withKey(keys.size());
                    })
                    .toList();
            NumberedMedia numbers = new NumberedMedia(keys);
            return new PortableDocument(
                    drawn.stream().map(numbers::apply).toList(),
                    sorted,
                    carried.stream().map(numbers::apply).toList(),
                    listed.stream().map(numbers::apply).toList());
        }
    }

    private static String unique(String name, Set<String> taken) {
        String free = name;
        for (int copy = 2; !taken.add(PortableDocument.plain(free)); copy++) {
            free = name + " (" + copy + ")";
        }
        return free;
    }

    /** Finds the collections that sequential schedules call by name. */
    private record Named(Collection<MediaCollection> collections) implements ScheduleLibrary {
        @Override
        public List<Airable> items(long collectionId) {
            return List.of();
        }

        @Override
        public OptionalLong find(ContentName name) {
            return switch (name) {
                case ContentName.Collection wanted -> called(wanted.name());
                case ContentName.Playlist wanted -> called(wanted.name());
                case ContentName.Show show -> OptionalLong.empty();
                case ContentName.Search search -> OptionalLong.empty();
            };
        }

        private OptionalLong called(String name) {
            return collections.stream()
                    .filter(one -> one.name().equalsIgnoreCase(name))
                    .mapToLong(MediaCollection::id)
                    .min();
        }
    }
}
