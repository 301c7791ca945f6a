package tv.exstream.server.portable.from.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableCollection;
import tv.exstream.server.portable.PortableDocument;
import tv.exstream.server.portable.PortableMedia;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.PortableSchedule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/**
 * A document that is being put together, and what could not become part of it. What is added twice is in it once; names
 * that are there already are told apart.
 */
public final class Draft {
    private static final int MOST_REMARKS = 1_000;
    private static final int MOST_MEDIA = 1_000_000;
    private static final int LONGEST_NAME = 190;
    private static final int LONGEST_LABEL = 100;
    private static final int MOST_LABELS = 20;

    private final PathMap paths;
    private final Numbers numbers = new Numbers();
    private final Map<MediaFacts, Long> keys = new HashMap<>();
    private final List<PortableMedia> media = new ArrayList<>();
    private final Map<String, PortableCollection> collections = new LinkedHashMap<>();
    private final Set<String> collectionNames = new LinkedHashSet<>();
    private final List<PortableSchedule> schedules = new ArrayList<>();
    private final Set<String> scheduleNames = new LinkedHashSet<>();
    private final List<PortableChannel> channels = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private PathMap own = PathMap.NONE;
    private int more;

    /** @param paths how the paths of media are called here */
    public Draft(PathMap paths) {
        this.paths = paths;
    }

    /** What the product itself knows of how paths of its media servers are called; people's own word goes before it. */
    public void replacing(PathMap replacements) {
        own = replacements;
    }

    public Numbers numbers() {
        return numbers;
    }

    /** What could not be carried over: one line, naming the thing and what to do. */
    public void remark(String line) {
        String plain = line.replaceAll("\\s*\\R\\s*", "; ");
        if (remarks.contains(plain)) {
            return;
        }
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(plain);
        } else {
            more++;
        }
    }

    /** The key of an item; empty where nothing is known by which it could be found. */
    public Optional<Long> media(MediaFacts facts) {
        if (!facts.findable()) {
            return Optional.empty();
        }
        Long known = keys.get(facts);
        if (known != null) {
            return Optional.of(known);
        }
        if (media.size() >= MOST_MEDIA) {
            throw new ImportException("more than " + MOST_MEDIA + " items are named one by one: import fewer channels");
        }
        long key = media.size() + 1L;
        keys.put(facts, key);
        media.add(facts.under(key, this::path));
        return Optional.of(key);
    }

    private String path(String there) {
        return paths.mapped(there).orElseGet(() -> paths.apply(own.apply(there)));
    }

    /**
     * The key of a collection.
     *
     * @param source what it is in the product; the rule is asked for once for each
     */
    public long collection(String source, String name, Supplier<CollectionRule> rule) {
        PortableCollection known = collections.get(source);
        if (known != null) {
            return known.key();
        }
        // Reserved before the rule is made, which may add others.
        long key = collections.size() + 1L;
        String unique = unique(name, collectionNames);
        collections.put(source, new PortableCollection(key, unique, true, none()));
        collections.put(source, new PortableCollection(key, unique, true, rule.get()));
        return key;
    }

    /** A collection of these items, which holds nothing if there are none. */
    public long list(String source, String name, Supplier<List<Long>> items) {
        return collection(source, name, () -> {
            List<Long> found = items.get();
            return found.isEmpty() ? none() : new CollectionRule.Manual(found);
        });
    }

    /** The rule of a collection of this draft. */
    public CollectionRule ruleOf(long collection) {
        return collections.values().stream()
                .filter(known -> known.key() == collection)
                .findFirst()
                .orElseThrow()
                .rule();
    }

    /** By which nothing belongs. */
    public static CollectionRule none() {
        return new CollectionRule.Not(new CollectionRule.Everything());
    }

    /** What a channel airs whose own could not be carried over: nothing, until it is given something. */
    public PortableProgramming offAir() {
        long nothing = collection("nothing", "Nothing yet", Draft::none);
        return new PortableProgramming.Own(
                new ScheduleDefinition.Continuous(nothing, PlaybackOrder.CHRONOLOGICAL), OptionalLong.empty());
    }

    /** Adds a schedule that channels share; the name it has then. */
    public String schedule(String name, ScheduleDefinition definition) {
        String unique = unique(name, scheduleNames);
        schedules.add(new PortableSchedule(unique, definition, OptionalLong.empty()));
        return unique;
    }

    public void channel(PortableChannel channel) {
        channels.add(channel);
    }

    /** A name that fits and is not blank. */
    public static String name(String name, String otherwise) {
        String plain = name.strip().replaceAll("\\p{Cntrl}+", " ");
        String there = plain.isEmpty() ? otherwise : plain;
        return there.length() <= LONGEST_NAME
                ? there
                : there.substring(0, LONGEST_NAME).strip();
    }

    /** The groups of a text that may hold several, divided by semicolons as in an M3U. */
    public static List<String> groups(String text) {
        return labels(Stream.of(text.split(";", -1)));
    }

    /** Groups or categories as a channel may have them: not blank, not too long, not too many, each once in any case. */
    public static List<String> labels(Stream<String> texts) {
        Map<String, String> labels = new LinkedHashMap<>();
        texts.filter(text -> !text.isBlank())
                .map(text -> name(text, "?"))
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_LABEL))
                        .strip())
                .forEach(text -> labels.putIfAbsent(text.toLowerCase(Locale.ROOT), text));
        return labels.values().stream().limit(MOST_LABELS).toList();
    }

    private static String unique(String name, Set<String> taken) {
        String plain = name(name, "Unnamed");
        String unique = plain;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = plain + " (" + i + ")";
        }
        return unique;
    }

    /** @throws ImportException if it has no channel */
    public Imported finish(String what) {
        if (channels.isEmpty()) {
            throw new ImportException(what + ": holds no channel");
        }
        new ShownChannels(this, schedules, channels).settle();
        List<String> said = new ArrayList<>(remarks);
        if (more > 0) {
            said.add(more + " more remarks like these are left out");
        }
        return new Imported(new PortableDocument(List.copyOf(collections.values()), media, schedules, channels), said);
    }
}
