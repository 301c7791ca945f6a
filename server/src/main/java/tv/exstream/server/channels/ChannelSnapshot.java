package tv.exstream.server.channels;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
        Map<ChannelNumber, Long> schedules) {
    /** Revisions begin at the wall clock, so that a restarted server does not repeat the ones it gave before. */
    static ChannelSnapshot first(List<ChannelRow> rows) {
        return of(System.currentTimeMillis(), rows);
    }

    /** @param drawn what channels draw from has changed, if they themselves have not */
    ChannelSnapshot next(List<ChannelRow> rows, boolean drawn) {
        ChannelSnapshot next = of(revision + 1, rows);
        boolean same =
                next.everything.equals(everything) && next.slates.equals(slates) && next.schedules.equals(schedules);
        return same && !drawn ? this : next;
    }

    private static ChannelSnapshot of(long revision, List<ChannelRow> rows) {
        List<ChannelProgramming> everything = rows.stream()
                .filter(ChannelRow::active)
                .map(ChannelRow::programming)
                .sorted(Comparator.comparing(p -> p.channel().number()))
                .toList();
        List<ChannelProgramming> tunable =
                everything.stream().filter(p -> !p.channel().disabled()).toList();
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
                                row -> row.number().orElseThrow(), ChannelRow::scheduleId)));
    }
}
