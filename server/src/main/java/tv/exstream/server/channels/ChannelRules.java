package tv.exstream.server.channels;

import java.util.Set;
import java.util.stream.Collectors;

import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/** What a channel may be. */
final class ChannelRules {
    /** So many collections are named when a schedule names one there is not. */
    private static final int NAMED_COLLECTIONS = 10;

    private final CollectionService collections;
    private final Set<String> profiles;
    private final SlateRules slateRules;

    ChannelRules(CollectionService collections, Set<String> profiles, SlateRules slateRules) {
        this.collections = collections;
        this.profiles = Set.copyOf(profiles);
        this.slateRules = slateRules;
    }

    Set<String> profiles() {
        return profiles;
    }

    /** @throws ChannelException when a value makes no sense by itself */
    void check(ChannelRequest request) {
        if (request.schedule().isPresent()
                && (request.collection().isPresent() || request.order().isPresent())) {
            throw invalid("a channel has a schedule, or a collection with an order, not both: leave one of them out");
        }
        request.slates().ifPresent(slateRules::validate);
        request.zone().ifPresent(ZoneText::validate);
        request.name().filter(String::isBlank).ifPresent(name -> {
            throw invalid("the name is blank: leave it out to keep it, or give one");
        });
        request.profile().filter(profile -> !profiles.contains(profile)).ifPresent(profile -> {
            throw invalid("there is no profile '" + profile + "': use one of "
                    + profiles.stream().sorted().collect(Collectors.joining(", ")));
        });
    }

    /** @throws ChannelException when the definition names a collection there is not */
    void check(ScheduleDefinition definition) {
        definition.sources().stream()
                .filter(id -> collections.collection(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw invalid("the schedule draws from collection " + id + ", which does not exist; there are "
                            + collections.collections().stream()
                                    .map(known -> known.id() + " (" + known.name() + ")")
                                    .limit(NAMED_COLLECTIONS)
                                    .collect(Collectors.joining(", ", "[", "]")));
                });
    }

    static ChannelException invalid(String message) {
        return new ChannelException(Kind.INVALID, message);
    }
}
