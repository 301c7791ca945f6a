package tv.exstream.server.portable;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.swagger.v3.oas.annotations.media.Schema;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.SlateChoices;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * A document the way it is written. What is left out has its default; keys are names.
 *
 * @param exstreamtv  the format's version
 * @param collections what schedules draw from
 * @param media       what is known of media that rules and lineups name, so that they are found elsewhere
 */
public record DocumentFile(
        Integer exstreamtv,
        List<CollectionEntry> collections,
        List<MediaEntry> media,
        List<ScheduleEntry> schedules,
        List<ChannelEntry> channels) {
    private static final int HEX = 16;

    /**
     * A collection.
     *
     * @param key  kept where it is free: chance that goes by collections goes by it
     * @param kept false for one that was made with a channel and goes with it
     */
    public record CollectionEntry(
            @JsonDeserialize(using = KeyFields.CollectionName.class)
            String name,

            Optional<Long> key,
            Optional<Boolean> kept,
            CollectionRule rule) {
        public CollectionEntry {
            PortableCollection.checkName("collection", name);
        }
    }

    /** @param name in place of a path: what rules and lineups call it */
    public record MediaEntry(
            Optional<String> path,
            Optional<String> name,
            Optional<String> show,
            Optional<Integer> season,
            Optional<Integer> episode,
            Optional<String> title,
            Optional<Integer> year,
            Optional<Duration> duration) {
        public MediaEntry {
            if (path.isPresent() == name.isPresent()) {
                throw new IllegalArgumentException(
                        "media is called by its 'path', or by a 'name' where that is not known: give one of the two");
            }
            var unused = new PortableMedia(
                    1, path, show, season, episode, title, year, duration); // refuses what is no media
        }
    }

    /** @param seed up to 16 hexadecimal digits */
    public record ScheduleEntry(
            @JsonDeserialize(using = KeyFields.ScheduleName.class)
            String name,

            Optional<String> seed,
            @Schema(implementation = Object.class) ScheduleDefinition definition) {
        public ScheduleEntry {
            PortableCollection.checkName("schedule", name);
            OptionalLong unused = parse(seed);
        }
    }

    /**
     * A channel. It has a schedule, or a definition of its own with a seed.
     *
     * @param group      {@code Custom} if it is left out
     * @param definition of any kind that schedules have; {@code {kind: relay, channel, offset}}, or
     *                   {@code {kind: stream, title, url}}
     */
    public record ChannelEntry(
            @JsonDeserialize(using = KeyFields.ChannelDeclared.class)
            ChannelNumber number,

            String name,
            Optional<String> guideId,
            Optional<String> origin,
            Optional<String> group,
            List<String> groups,
            List<String> categories,
            Optional<String> profile,
            @Schema(implementation = String.class) Optional<ZoneId> zone,
            Optional<String> logo,
            Optional<SlateChoices> slates,
            Optional<Visibility> visibility,
            Optional<ChannelMode> mode,
            Optional<NightEntry> night,

            @JsonDeserialize(contentUsing = KeyFields.ScheduleReference.class)
            Optional<String> schedule,

            Optional<String> seed,

            @Schema(implementation = Object.class)
            @JsonSerialize(contentUsing = KeyFields.ProgrammingWriter.class)
            @JsonDeserialize(contentUsing = KeyFields.ProgrammingReader.class)
            Optional<PortableProgramming> definition) {
        public ChannelEntry {
            PortableCollection.checkName("channel", name);
            if (schedule.isPresent() == definition.isPresent()) {
                throw new IllegalArgumentException("channel " + number
                        + " airs a 'schedule' of this document, or has a 'definition' of its own: give one of the two");
            }
            if (seed.isPresent()
                    && definition
                            .filter(PortableProgramming.Own.class::isInstance)
                            .isEmpty()) {
                throw new IllegalArgumentException(
                        "channel " + number + " has a seed, which belongs to its schedule: leave it out here");
            }
            OptionalLong unused = parse(seed);
        }
    }

    /** @param channel its number */
    public record NightEntry(LocalTime from, LocalTime to, ChannelNumber channel) {
        public NightEntry {
            var unused = new PortableChannel.Night(from, to, channel); // refuses what is no night
        }
    }

    static DocumentFile of(PortableDocument document, WrittenNames names) {
        return new DocumentFile(
                PortableFormat.VERSION,
                document.collections().stream()
                        .map(one -> new CollectionEntry(
                                one.name(),
                                Optional.of(one.key()),
                                Optional.of(false).filter(unused -> !one.kept()),
                                one.rule()))
                        .toList(),
                document.media().stream()
                        .filter(one -> one.path().isEmpty() || one.described())
                        .map(one -> entry(one, names))
                        .toList(),
                document.schedules().stream()
                        .map(one -> new ScheduleEntry(one.name(), hex(one.seed()), one.definition()))
                        .toList(),
                document.channels().stream().map(DocumentFile::entry).toList());
    }

    private static MediaEntry entry(PortableMedia one, WrittenNames names) {
        return new MediaEntry(
                one.path(),
                one.path().isPresent() ? Optional.empty() : Optional.of(names.media(one.key())),
                one.show(),
                one.season(),
                one.episode(),
                one.title(),
                one.year(),
                one.duration());
    }

    private static ChannelEntry entry(PortableChannel channel) {
        PortableProgramming airs = channel.programming();
        return new ChannelEntry(
                channel.number(),
                channel.name(),
                channel.guideId(),
                channel.origin(),
                Optional.of(channel.group()).filter(group -> !group.equals(PortableChannel.DEFAULT_GROUP)),
                channel.groups(),
                channel.categories(),
                Optional.of(channel.profile()).filter(profile -> !profile.equals(PortableChannel.DEFAULT_PROFILE)),
                channel.zone(),
                channel.logo(),
                Optional.of(channel.slates()).filter(slates -> !slates.equals(SlateChoices.NONE)),
                Optional.of(channel.visibility()).filter(v -> v != Visibility.LISTED),
                Optional.of(channel.mode()).filter(mode -> mode != ChannelMode.CONTINUOUS),
                channel.night().map(night -> new NightEntry(night.from(), night.to(), night.channel())),
                airs instanceof PortableProgramming.Shared shared ? Optional.of(shared.schedule()) : Optional.empty(),
                airs instanceof PortableProgramming.Own own ? hex(own.seed()) : Optional.empty(),
                airs instanceof PortableProgramming.Shared ? Optional.empty() : Optional.of(airs));
    }

    PortableDocument document(ReadNames names) {
        List<PortableMedia> items = new ArrayList<>();
        Map<String, Long> unlisted = names.media();
        media.forEach(one -> {
            String reference = one.path.or(() -> one.name).orElseThrow();
            items.add(new PortableMedia(
                    names.media(reference),
                    one.path,
                    one.show,
                    one.season,
                    one.episode,
                    one.title,
                    one.year,
                    one.duration));
        });
        unlisted.forEach((reference, key) -> {
            if (key > items.size()) {
                items.add(PortableMedia.at(key, reference));
            }
        });
        return new PortableDocument(
                collections.stream()
                        .map(one -> new PortableCollection(
                                names.collection(one.name), one.name, one.kept.orElse(true), one.rule))
                        .toList(),
                items,
                schedules.stream()
                        .map(one -> new PortableSchedule(one.name, one.definition, parse(one.seed)))
                        .toList(),
                channels.stream().map(DocumentFile::channel).toList());
    }

    private static PortableChannel channel(ChannelEntry entry) {
        PortableProgramming airs = entry.definition
                .map(own -> own instanceof PortableProgramming.Own defined
                        ? new PortableProgramming.Own(defined.definition(), parse(entry.seed))
                        : own)
                .orElseGet(() -> new PortableProgramming.Shared(entry.schedule.orElseThrow()));
        return new PortableChannel(
                entry.number,
                entry.name,
                entry.guideId,
                entry.origin,
                entry.group.orElse(PortableChannel.DEFAULT_GROUP),
                entry.groups,
                entry.categories,
                entry.profile.orElse(PortableChannel.DEFAULT_PROFILE),
                entry.zone,
                entry.logo,
                entry.slates.orElse(SlateChoices.NONE),
                entry.visibility.orElse(Visibility.LISTED),
                entry.mode.orElse(ChannelMode.CONTINUOUS),
                entry.night.map(night -> new PortableChannel.Night(night.from, night.to, night.channel)),
                airs);
    }

    private static Optional<String> hex(OptionalLong seed) {
        return seed.isPresent() ? Optional.of(Long.toUnsignedString(seed.getAsLong(), HEX)) : Optional.empty();
    }

    private static OptionalLong parse(Optional<String> seed) {
        if (seed.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(seed.get(), HEX));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the seed '" + seed.get() + "' is not a number of up to 16 hexadecimal digits", e);
        }
    }
}
