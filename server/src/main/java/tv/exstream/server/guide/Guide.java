package tv.exstream.server.guide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/** What is on when, from memory: a view of the playout, so it cannot disagree with the picture. Safe from any thread. */
public interface Guide {
    /**
     * Entries that overlap {@code [from, to)}, whole, in order, contiguous; empty for an unknown channel. Filler is part of
     * the programme that it belongs to.
     */
    List<GuideEntry> entries(ChannelNumber channel, Instant from, Instant to);

    /** Present for every listed channel at every instant. */
    Optional<GuideEntry> at(ChannelNumber channel, Instant instant);

    /**
     * What is really played then, filler and the parts of a programme by themselves; empty for an unknown channel, and where
     * nothing is known.
     */
    Optional<Airing> itemAt(ChannelNumber channel, Instant instant);

    /** From when to when programmes are known: what is kept of the past, and what is planned. Empty where nothing is. */
    Optional<Known> known(ChannelNumber channel);

    /** @param until after {@code from} */
    record Known(Instant from, Instant until) {}

    /** Changes whenever any entry did; for ETags and caches. */
    long revision();
}
