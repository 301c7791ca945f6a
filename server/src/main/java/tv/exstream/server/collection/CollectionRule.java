package tv.exstream.server.collection;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;

/**
 * Which items of the library belong to a collection. Values; evaluation is pure. Stored as JSON and part of the API:
 * the names below are fixed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CollectionRule.Everything.class, name = "everything"),
    @JsonSubTypes.Type(value = CollectionRule.Show.class, name = "show"),
    @JsonSubTypes.Type(value = CollectionRule.Movies.class, name = "movies"),
    @JsonSubTypes.Type(value = CollectionRule.Music.class, name = "music"),
    @JsonSubTypes.Type(value = CollectionRule.Folder.class, name = "folder"),
    @JsonSubTypes.Type(value = CollectionRule.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = CollectionRule.OfType.class, name = "type"),
    @JsonSubTypes.Type(value = CollectionRule.Genre.class, name = "genre"),
    @JsonSubTypes.Type(value = CollectionRule.Years.class, name = "years"),
    @JsonSubTypes.Type(value = CollectionRule.Title.class, name = "title"),
    @JsonSubTypes.Type(value = CollectionRule.Added.class, name = "added"),
    @JsonSubTypes.Type(value = CollectionRule.AddedWithin.class, name = "added_within"),
    @JsonSubTypes.Type(value = CollectionRule.Length.class, name = "length"),
    @JsonSubTypes.Type(value = CollectionRule.Query.class, name = "query"),
    @JsonSubTypes.Type(value = CollectionRule.And.class, name = "and"),
    @JsonSubTypes.Type(value = CollectionRule.Or.class, name = "or"),
    @JsonSubTypes.Type(value = CollectionRule.Not.class, name = "not")
})
public sealed interface CollectionRule {
    /** The items of {@code library} that belong, in its order; of a list by hand in that of the list. */
    default List<MediaItem> select(List<MediaItem> library) {
        return library.stream().filter(test()).toList();
    }

    /**
     * Whether an item belongs.
     *
     * @throws IllegalStateException for a rule that goes by the clock: {@link #at} says what it means at a moment
     */
    Predicate<MediaItem> test();

    /** What it means at a moment: a rule that does not go by the clock. */
    default CollectionRule at(Instant now) {
        return switch (this) {
            case AddedWithin rule -> new Added(now.minus(rule.span()));
            case And rule ->
                new And(rule.rules.stream().map(part -> part.at(now)).toList());
            case Or rule -> new Or(rule.rules.stream().map(part -> part.at(now)).toList());
            case Not rule -> new Not(rule.rule.at(now));
            default -> this;
        };
    }

    /** The last moment at which the same items belong as do at {@code now}, if it is the clock that changes that. */
    default Optional<Instant> lastUntil(List<MediaItem> library, Instant now) {
        return spans().flatMap(
                        span -> library.stream().map(item -> item.addedAt().plus(span)))
                .filter(end -> !end.isBefore(now))
                .min(Comparator.naturalOrder());
    }

    /** For how long items belong that are new, by each part that goes by the clock. */
    private Stream<Duration> spans() {
        return switch (this) {
            case AddedWithin rule -> Stream.of(rule.span());
            case And rule -> rule.rules.stream().flatMap(CollectionRule::spans);
            case Or rule -> rule.rules.stream().flatMap(CollectionRule::spans);
            case Not rule -> rule.rule.spans();
            default -> Stream.empty();
        };
    }

    /** All there is. */
    record Everything() implements CollectionRule {
        @Override
        public Predicate<MediaItem> test() {
            return item -> true;
        }
    }

    /**
     * All episodes of a show.
     *
     * @param show its name, in any case
     */
    record Show(String show) implements CollectionRule {
        public Show {
            requireText("show", show);
        }

        @Override
        public Predicate<MediaItem> test() {
            return item -> item.kind() == MediaKind.EPISODE
                    && item.show().filter(show::equalsIgnoreCase).isPresent();
        }
    }

    /**
     * Movies, narrowed by what is given.
     *
     * @param decade its first year, e.g. 1990
     * @param genre  in any case
     */
    record Movies(Optional<Integer> decade, Optional<String> genre) implements CollectionRule {
        public Movies {
            decade.filter(year -> year < 1870 || year > 2200 || year % 10 != 0).ifPresent(year -> {
                throw new IllegalArgumentException("decade " + year + " is not the first year of a decade, as 1990 is");
            });
            genre.ifPresent(text -> requireText("genre", text));
        }

        @Override
        public Predicate<MediaItem> test() {
            return item -> item.kind() == MediaKind.MOVIE
                    && decade.map(first -> item.year().orElse(0) / 10 * 10 == first)
                            .orElse(true)
                    && genre.map(wanted -> item.genres().stream().anyMatch(wanted::equalsIgnoreCase))
                            .orElse(true);
        }
    }

    /** Sound without a picture. */
    record Music() implements CollectionRule {
        @Override
        public Predicate<MediaItem> test() {
            return item -> item.kind() == MediaKind.MUSIC;
        }
    }

    /**
     * Loose clips that lie directly in one folder.
     *
     * @param library the library folder's key
     * @param folder  its absolute path
     */
    record Folder(long library, String folder) implements CollectionRule {
        public Folder {
            requireText("folder", folder);
        }

        @Override
        public Predicate<MediaItem> test() {
            Path wanted = Path.of(folder);
            return item -> item.kind() == MediaKind.OTHER
                    && item.folderId() == library
                    && wanted.equals(item.path().getParent());
        }
    }

    /**
     * A list by hand.
     *
     * @param media keys of the items
     */
    record Manual(List<Long> media) implements CollectionRule {
        public Manual {
            media = List.copyOf(media);
            if (media.isEmpty()) {
                throw new IllegalArgumentException("a manual collection needs at least one media id");
            }
        }

        @Override
        public Predicate<MediaItem> test() {
            Set<Long> wanted = new HashSet<>(media);
            return item -> wanted.contains(item.id());
        }

        /** In the order of the list, each once. */
        @Override
        public List<MediaItem> select(List<MediaItem> library) {
            Map<Long, MediaItem> found = library.stream()
                    .filter(test())
                    .collect(Collectors.toMap(MediaItem::id, item -> item, (first, second) -> first));
            return media.stream()
                    .distinct()
                    .map(found::get)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** Items of one sort. */
    record OfType(MediaKind type) implements CollectionRule {
        @Override
        public Predicate<MediaItem> test() {
            return item -> item.kind() == type;
        }
    }

    /** @param genre in any case */
    record Genre(String genre) implements CollectionRule {
        public Genre {
            requireText("genre", genre);
        }

        @Override
        public Predicate<MediaItem> test() {
            return item -> item.genres().stream().anyMatch(genre::equalsIgnoreCase);
        }
    }

    /**
     * Items of known years; of an episode it is the year of its show.
     *
     * @param from the first year, any if empty
     * @param to   the last year, any if empty
     */
    record Years(Optional<Integer> from, Optional<Integer> to) implements CollectionRule {
        public Years {
            if (from.isEmpty() && to.isEmpty()) {
                throw new IllegalArgumentException("years without 'from' and 'to': give at least one of them");
            }
            requireRange("years", from.orElse(Integer.MIN_VALUE), to.orElse(Integer.MAX_VALUE));
        }

        @Override
        public Predicate<MediaItem> test() {
            int first = from.orElse(Integer.MIN_VALUE);
            int last = to.orElse(Integer.MAX_VALUE);
            return item -> item.year().isPresent()
                    && item.year().getAsInt() >= first
                    && item.year().getAsInt() <= last;
        }
    }

    /** @param contains a part of the title, in any case */
    record Title(String contains) implements CollectionRule {
        public Title {
            requireText("contains", contains);
        }

        @Override
        public Predicate<MediaItem> test() {
            String part = contains.toLowerCase(Locale.ROOT);
            return item -> item.title().toLowerCase(Locale.ROOT).contains(part);
        }
    }

    /** @param since first seen by a scan then or later */
    record Added(Instant since) implements CollectionRule {
        @Override
        public Predicate<MediaItem> test() {
            return item -> !item.addedAt().isBefore(since);
        }
    }

    /**
     * Items that were first seen by a scan not longer ago than so many days of 24 hours.
     *
     * @param days 1 to 36,500
     */
    record AddedWithin(int days) implements CollectionRule {
        private static final int MOST_DAYS = 36_500;

        public AddedWithin {
            if (days < 1 || days > MOST_DAYS) {
                throw new IllegalArgumentException("added within " + days + " days: give 1 to " + MOST_DAYS);
            }
        }

        Duration span() {
            return Duration.ofDays(days);
        }

        @Override
        public Predicate<MediaItem> test() {
            throw new IllegalStateException("which items were added within " + days + " days depends on the moment");
        }
    }

    /**
     * Items by how long they play.
     *
     * @param least any if empty
     * @param most  any if empty
     */
    record Length(Optional<Duration> least, Optional<Duration> most) implements CollectionRule {
        public Length {
            if (least.isEmpty() && most.isEmpty()) {
                throw new IllegalArgumentException("a length without 'least' and 'most': give at least one of them");
            }
            if (least.isPresent() && most.isPresent()) {
                requireRange("lengths", least.get(), most.get());
            }
        }

        @Override
        public Predicate<MediaItem> test() {
            return item -> least.filter(length -> item.duration().compareTo(length) < 0)
                            .isEmpty()
                    && most.filter(length -> item.duration().compareTo(length) > 0)
                            .isEmpty();
        }
    }

    /** @param query what a {@link MediaQuery} finds */
    record Query(String query) implements CollectionRule {
        public Query {
            try {
                var unused = MediaQuery.parse(query);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the query '" + query + "' cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public Predicate<MediaItem> test() {
            return MediaQuery.parse(query)::matches;
        }
    }

    /**
     * Items that belong by all of some rules.
     *
     * @param rules at least one
     */
    record And(List<CollectionRule> rules) implements CollectionRule {
        public And {
            rules = requireRules("and", rules);
        }

        @Override
        public Predicate<MediaItem> test() {
            return rules.stream().map(CollectionRule::test).reduce(item -> true, Predicate::and);
        }
    }

    /**
     * Items that belong by any of some rules.
     *
     * @param rules at least one
     */
    record Or(List<CollectionRule> rules) implements CollectionRule {
        public Or {
            rules = requireRules("or", rules);
        }

        @Override
        public Predicate<MediaItem> test() {
            return rules.stream().map(CollectionRule::test).reduce(item -> false, Predicate::or);
        }
    }

    /** Items that do not belong by a rule. */
    record Not(CollectionRule rule) implements CollectionRule {
        @Override
        public Predicate<MediaItem> test() {
            return rule.test().negate();
        }
    }

    private static List<CollectionRule> requireRules(String name, List<CollectionRule> rules) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one rule");
        }
        return List.copyOf(rules);
    }

    private static <T extends Comparable<T>> void requireRange(String name, T from, T to) {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(name + " from " + from + " to " + to + ": give the lower one first");
        }
    }

    private static void requireText(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    /** A short name for lists, e.g. {@code show Dexter's Laboratory}. */
    default String describe() {
        return switch (this) {
            case Everything all -> "everything";
            case Show rule -> "show " + rule.show;
            case Movies rule ->
                "movies" + rule.decade.map(y -> " of the " + y + "s").orElse("")
                        + rule.genre.map(g -> ", " + g.toLowerCase(Locale.ROOT)).orElse("");
            case Music music -> "music";
            case Folder rule -> "clips in " + rule.folder;
            case Manual rule -> rule.media.size() + " chosen items";
            case OfType rule -> rule.type.name().toLowerCase(Locale.ROOT) + " items";
            case Genre rule -> rule.genre.toLowerCase(Locale.ROOT);
            case Years rule ->
                "of " + rule.from.map(String::valueOf).orElse("any year") + " to "
                        + rule.to.map(String::valueOf).orElse("now");
            case Title rule -> "'" + rule.contains + "' in the title";
            case Added rule -> "added since " + rule.since;
            case AddedWithin rule -> "added within " + rule.days + " days";
            case Length rule ->
                "playing " + rule.least.map(Duration::toString).orElse("any time") + " to "
                        + rule.most.map(Duration::toString).orElse("any time");
            case Query rule -> rule.query;
            case And rule ->
                rule.rules.stream().map(CollectionRule::describe).collect(Collectors.joining(" and ", "(", ")"));
            case Or rule ->
                rule.rules.stream().map(CollectionRule::describe).collect(Collectors.joining(" or ", "(", ")"));
            case Not rule -> "not " + rule.rule.describe();
        };
    }
}
