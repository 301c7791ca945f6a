package tv.exstream.server.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.guide.Airing;
import tv.exstream.server.guide.Guide;
import tv.exstream.server.guide.GuideEntry;

/** Half an hour of the same programme after the other on channel 7, nothing elsewhere. */
public final class FixedGuide implements Guide {
    private static final long SLOT_SECONDS = 1800;

    private final String title;

    public FixedGuide(String title) {
        this.title = title;
    }

    @Override
    public List<GuideEntry> entries(ChannelNumber channel, Instant from, Instant to) {
        List<GuideEntry> entries = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(SLOT_SECONDS)) {
            at(channel, at).ifPresent(entries::add);
        }
        return entries;
    }

    @Override
    public Optional<GuideEntry> at(ChannelNumber channel, Instant instant) {
        if (!channel.equals(ChannelNumber.of(7))) {
            return Optional.empty();
        }
        long slot = Math.floorDiv(instant.getEpochSecond(), SLOT_SECONDS);
        Instant start = Instant.ofEpochSecond(slot * SLOT_SECONDS);
        return Optional.of(new GuideEntry(
                start,
                start.plus(Duration.ofSeconds(SLOT_SECONDS)),
                title,
                Optional.of("Part " + slot % 10),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalInt.of((int) (slot % 10)),
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                OptionalLong.of(5)));
    }

    @Override
    public Optional<Airing> itemAt(ChannelNumber channel, Instant instant) {
        return at(channel, instant)
                .map(entry -> new Airing(
                        entry.start(),
                        entry.stop(),
                        entry.title(),
                        entry.subTitle(),
                        entry.description(),
                        entry.season(),
                        entry.episode(),
                        entry.year(),
                        entry.categories(),
                        entry.fillerKind(),
                        entry.mediaId(),
                        "media",
                        Duration.ZERO,
                        Duration.between(entry.start(), entry.stop()),
                        Optional.of(entry.start()),
                        Optional.empty()));
    }

    @Override
    public Optional<Known> known(ChannelNumber channel) {
        return Optional.empty();
    }

    @Override
    public long revision() {
        return 3;
    }
}
