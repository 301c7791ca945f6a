package tv.exstream.server.channels;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.StreamUrls;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.StreamAddress;

/** What a channel may be. */
final class ChannelRules {
    /** So many collections or channels are named when a schedule names one there is not. */
    private static final int MOST_NAMED = 10;

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
        Optional<Night> unused = request.night().flatMap(NightRequest::night);
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
                                    .limit(MOST_NAMED)
                                    .collect(Collectors.joining(", ", "[", "]")));
                });
    }

    /** @throws ChannelException when the request names a channel there is not */
    void checkShown(ChannelRequest request, ChannelSnapshot channels) {
        request.night()
                .flatMap(NightRequest::night)
                .map(Night::channel)
                .ifPresent(channel -> checkShown(channel, channels));
    }

    /** @throws ChannelException when the definition names a channel there is not, or an address that is not whole */
    void checkShown(ScheduleDefinition definition, ChannelSnapshot channels) {
        definition.channels().forEach(shown -> checkShown(shown.channel(), channels));
        if (StreamUrls.masked(definition)) {
            throw invalid("the stream's address holds " + StreamAddress.HIDDEN
                    + " in place of what is not shown: give the whole address");
        }
    }

    private static void checkShown(ChannelRef channel, ChannelSnapshot channels) {
        if (channels.relays().key(channel).isEmpty()) {
            throw invalid("channel " + channel + " is to be shown, but does not exist; there are "
                    + channels.channels().stream()
                            .map(known -> known.number() + " (" + known.name() + ")")
                            .limit(MOST_NAMED)
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    static ChannelException invalid(String message) {
        return new ChannelException(Kind.INVALID, message);
    }
}
