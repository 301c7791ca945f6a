package tv.exstream.server.portable;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.SlateChoices;
import tv.exstream.server.channels.Visibility;

/**
 * A channel with everything its owner can choose of it.
 *
 * @param guideId    by which guides and tuners know it; a new one if empty
 * @param origin     what an automatic channel was made from; empty for one made by hand
 * @param group      the first of its groups, {@code group-title} of the M3U
 * @param groups     further ones
 * @param categories of the channel, for guides
 * @param profile    name of its output profile
 * @param zone       whose wall clock its schedule goes by; the installation's if empty
 * @param logo       a picture in the data directory, by its path there; drawn if empty
 * @param night      what it shows at night in place of its own
 */
public record PortableChannel(
        ChannelNumber number,
        String name,
        Optional<String> guideId,
        Optional<String> origin,
        String group,
        List<String> groups,
        List<String> categories,
        String profile,
        Optional<ZoneId> zone,
        Optional<String> logo,
        SlateChoices slates,
        Visibility visibility,
        ChannelMode mode,
        Optional<Night> night,
        PortableProgramming programming) {
    /** Of channels that say nothing of it. */
    public static final String DEFAULT_GROUP = "Custom";

    public static final String DEFAULT_PROFILE = "default";

    public PortableChannel {
        PortableCollection.checkName("channel", name);
        groups = List.copyOf(groups);
        categories = List.copyOf(categories);
    }

    /** One with defaults for everything else. */
    public static PortableChannel of(ChannelNumber number, String name, PortableProgramming programming) {
        return new PortableChannel(
                number,
                name,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_GROUP,
                List.of(),
                List.of(),
                DEFAULT_PROFILE,
                Optional.empty(),
                Optional.empty(),
                SlateChoices.NONE,
                Visibility.LISTED,
                ChannelMode.CONTINUOUS,
                Optional.empty(),
                programming);
    }

    /** The same in another mode. */
    public PortableChannel in(ChannelMode other) {
        return new PortableChannel(
                number,
                name,
                guideId,
                origin,
                group,
                groups,
                categories,
                profile,
                zone,
                logo,
                slates,
                visibility,
                other,
                night,
                programming);
    }

    /** The same with other programmes. */
    public PortableChannel airing(PortableProgramming other) {
        return new PortableChannel(
                number,
                name,
                guideId,
                origin,
                group,
                groups,
                categories,
                profile,
                zone,
                logo,
                slates,
                visibility,
                mode,
                night,
                other);
    }

    /**
     * Another channel at night.
     *
     * @param from by the wall clock
     * @param to   later, or on the next day
     */
    public record Night(LocalTime from, LocalTime to, ChannelNumber channel) {
        public Night {
            if (from.equals(to)) {
                throw new IllegalArgumentException("a night from " + from + " to " + to + ": give two different times");
            }
        }
    }
}
