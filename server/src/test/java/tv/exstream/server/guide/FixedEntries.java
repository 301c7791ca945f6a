package tv.exstream.server.guide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/** The same entries on every channel. */
record FixedEntries(List<GuideEntry> entries) implements Guide {
    FixedEntries(GuideEntry... entries) {
        this(List.of(entries));
    }

    @Override
    public List<GuideEntry> entries(ChannelNumber channel, Instant from, Instant to) {
        return entries.stream()
                .filter(entry -> entry.start().isBefore(to) && entry.stop().isAfter(from))
                .toList();
    }

    @Override
    public Optional<GuideEntry> at(ChannelNumber channel, Instant instant) {
        return entries(channel, instant, instant.plusNanos(1)).stream().findFirst();
    }

    @Override
    public Optional<Airing> itemAt(ChannelNumber channel, Instant instant) {
        return at(channel, instant).map(Airing::offAir);
    }

    @Override
    public Optional<Known> known(ChannelNumber channel) {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Known(entries.getFirst().start(), entries.getLast().stop()));
    }

    @Override
    public long revision() {
        return 0;
    }
}
