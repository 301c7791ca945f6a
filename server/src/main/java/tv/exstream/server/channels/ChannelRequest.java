package tv.exstream.server.channels;

import java.util.Optional;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/**
 * What a client wants a channel to be. To create one, name and collection or schedule are needed, the rest has
 * defaults; to change one, what is absent stays.
 *
 * @param number     absent: the next free one from 1000
 * @param group      absent: {@code Custom}
 * @param profile    absent: {@code default}
 * @param collection what it airs
 * @param order      absent: shuffle
 * @param schedule   the key of the schedule it airs, in place of a collection
 * @param slates     all of them: {@code {}} makes them as the settings say
 * @param zone       whose wall clock its schedule goes by, e.g. {@code Europe/Berlin}; an empty text: the installation's
 * @param night      another channel in some hours; {@code {}}: none
 */
public record ChannelRequest(
        Optional<ChannelNumber> number,
        Optional<String> name,
        Optional<String> group,
        Optional<String> profile,
        Optional<CollectionRule> collection,
        Optional<PlaybackOrder> order,
        Optional<Long> schedule,
        Optional<SlateChoices> slates,
        Optional<String> zone,
        Optional<NightRequest> night) {
    /** One that says nothing of the night. */
    public ChannelRequest(
            Optional<ChannelNumber> number,
            Optional<String> name,
            Optional<String> group,
            Optional<String> profile,
            Optional<CollectionRule> collection,
            Optional<PlaybackOrder> order,
            Optional<Long> schedule,
            Optional<SlateChoices> slates,
            Optional<String> zone) {
        this(number, name, group, profile, collection, order, schedule, slates, zone, Optional.empty());
    }

    /** One that says nothing of schedules and of the zone. */
    public ChannelRequest(
            Optional<ChannelNumber> number,
            Optional<String> name,
            Optional<String> group,
            Optional<String> profile,
            Optional<CollectionRule> collection,
            Optional<PlaybackOrder> order,
            Optional<SlateChoices> slates) {
        this(number, name, group, profile, collection, order, Optional.empty(), slates, Optional.empty());
    }

    /** One that says nothing of schedules, slates and the zone. */
    public ChannelRequest(
            Optional<ChannelNumber> number,
            Optional<String> name,
            Optional<String> group,
            Optional<String> profile,
            Optional<CollectionRule> collection,
            Optional<PlaybackOrder> order) {
        this(number, name, group, profile, collection, order, Optional.empty());
    }
}
