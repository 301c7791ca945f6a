package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;

/**
 * The channels in memory; replaced as a whole. Lists are in order of number.
 *
 * @param channels    those that can be tuned
 * @param listed      of them those that lists for players have
 * @param programming of those that can be tuned
 * @param everything  the disabled ones, too
 * @param byNumber    the same by number
 */
record ChannelSnapshot(
        long revision,
        List<Channel> channels,
        List<Channel> listed,
        List<ChannelProgramming> programming,
        List<ChannelProgramming> everything,
        Map<ChannelNumber, ChannelProgramming> byNumber,
        Map<ChannelNumber, SlateChoices> slates,
        Map<ChannelNumber, Long> schedules,
        RelayGraph relays) {
    /** Revisions begin at the wall clock, so that a restarted server does not repeat the ones it gave before. */
    static ChannelSnapshot first(List<ChannelRow> rows) {
        return of(System.currentTimeMillis(), rows);
    }

    /** @param drawn what channels draw from has changed, if they themselves have not */
    ChannelSnapshot next(ChannelSnapshot next, boolean drawn) {
        boolean same =
                next.everything.equals(everything) && next.slates.equals(slates) && next.schedules.equals(schedules);
        return same && !drawn ? this : next;
    }

    /** What would be next, if channels were so. @throws ChannelException when they would show what they cannot */
    ChannelSnapshot candidate(List<ChannelRow> rows) {
        ChannelSnapshot next = of(revision + 1, rows);
        next.relays.requireNoFaultBeside(relays);
        return next;
    }

    private static List<ChannelProgramming> programming(List<ChannelRow> rows, Predicate<ChannelRow> which) {
        return rows.stream()
                .filter(which)
                .map(ChannelRow::programming)
                .sorted(Comparator.comparing(p -> p.channel().number()))
                .toList();
    }

    private static ChannelSnapshot of(long revision, List<ChannelRow> rows) {
        List<ChannelProgramming> everything = programming(rows, ChannelRow::active);
        List<ChannelProgramming> tunable =
                everything.stream().filter(p -> !p.channel().disabled()).toList();
        List<ChannelProgramming> away = new ArrayList<>(programming(rows, ChannelRow::dormant));
        everything.stream().filter(p -> p.channel().disabled()).forEach(away::add);
        List<Channel> channels =
                tunable.stream().map(ChannelProgramming::channel).toList();
        return new ChannelSnapshot(
                revision,
                channels,
                channels.stream().filter(Channel::listed).toList(),
                tunable,
                everything,
                everything.stream()
                        .collect(Collectors.toUnmodifiableMap(p -> p.channel().number(), p -> p)),
                rows.stream()
                        .filter(row -> row.active() && !row.slates().equals("{}"))
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.number().orElseThrow(), row -> SlateChoices.read(row.slates()))),
                rows.stream()
                        .filter(ChannelRow::active)
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.number().orElseThrow(), ChannelRow::scheduleId)),
                RelayGraph.of(tunable, away));
    }
}
