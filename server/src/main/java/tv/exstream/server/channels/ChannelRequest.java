package tv.exstream.server.channels;

import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/**
 * What a client wants a channel to be. To create one, name and collection or schedule are needed, the rest has
 * defaults; to change one, what is absent stays.
 *
 * @param number     absent: the next free one from 1000
 * @param group      its main group; absent: the first of {@code groups}, else {@code Custom}
 * @param groups     all of its groups, the main one first
 * @param categories what each of its programmes is besides what it is by itself; none if absent
 * @param visibility absent: listed
 * @param mode       absent: continuous
 * @param profile    absent: {@code default}
 * @param collection what it airs
 * @param order      absent: shuffle
 * @param schedule   the key of the schedule it airs, in place of a collection
 * @param slates     all of them: {@code {}} makes them as the settings say
 * @param zone       whose wall clock its schedule goes by, e.g. {@code Europe/Berlin}; an empty text: the installation's
 */
public record ChannelRequest(
        Optional<ChannelNumber> number,
        Optional<String> name,
        Optional<String> group,
        Optional<List<String>> groups,
        Optional<List<String>> categories,
        Optional<Visibility> visibility,
        Optional<ChannelMode> mode,
        Optional<String> profile,
        Optional<CollectionRule> collection,
        Optional<PlaybackOrder> order,
        Optional<Long> schedule,
        Optional<SlateChoices> slates,
        Optional<String> zone) {
    public ChannelRequest {
        groups = groups.map(List::copyOf);
        categories = categories.map(List::copyOf);
    }

    /** One that says nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Says one thing after the other. For one thread. */
    public static final class Builder {
        private Optional<ChannelNumber> number = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<String> group = Optional.empty();
        private Optional<List<String>> groups = Optional.empty();
        private Optional<List<String>> categories = Optional.empty();
        private Optional<Visibility> visibility = Optional.empty();
        private Optional<ChannelMode> mode = Optional.empty();
        private Optional<String> profile = Optional.empty();
        private Optional<CollectionRule> collection = Optional.empty();
        private Optional<PlaybackOrder> order = Optional.empty();
        private Optional<Long> schedule = Optional.empty();
        private Optional<SlateChoices> slates = Optional.empty();
        private Optional<String> zone = Optional.empty();

        private Builder() {}

        public Builder number(ChannelNumber value) {
            number = Optional.of(value);
            return this;
        }

        public Builder name(String value) {
            name = Optional.of(value);
            return this;
        }

        public Builder group(String value) {
            group = Optional.of(value);
            return this;
        }

        public Builder groups(List<String> value) {
            groups = Optional.of(value);
            return this;
        }

        public Builder categories(List<String> value) {
            categories = Optional.of(value);
            return this;
        }

        public Builder visibility(Visibility value) {
            visibility = Optional.of(value);
            return this;
        }

        public Builder mode(ChannelMode value) {
            mode = Optional.of(value);
            return this;
        }

        public Builder profile(String value) {
            profile = Optional.of(value);
            return this;
        }

        public Builder collection(CollectionRule value) {
            collection = Optional.of(value);
            return this;
        }

        public Builder order(PlaybackOrder value) {
            order = Optional.of(value);
            return this;
        }

        public Builder schedule(long value) {
            schedule = Optional.of(value);
            return this;
        }

        public Builder slates(SlateChoices value) {
            slates = Optional.of(value);
            return this;
        }

        public Builder zone(String value) {
            zone = Optional.of(value);
            return this;
        }

        public ChannelRequest build() {
            return new ChannelRequest(
                    number,
                    name,
                    group,
                    groups,
                    categories,
                    visibility,
                    mode,
                    profile,
                    collection,
                    order,
                    schedule,
                    slates,
                    zone);
        }
    }
}
