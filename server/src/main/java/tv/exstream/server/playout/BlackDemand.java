package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.library.analysis.AnalysisDemand;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.item.Content;

/** The media that schedules interrupt where the picture is black; those first that are on air soonest. Any thread. */
public final class BlackDemand implements AnalysisDemand {
    /** Beyond it nobody is in a hurry. */
    private static final Duration SOON = Duration.ofDays(1);

    private final PlayoutService playouts;
    private final ChannelService channels;
    private final InstantSource clock;

    public BlackDemand(PlayoutService playouts, ChannelService channels, InstantSource clock) {
        this.playouts = playouts;
        this.channels = channels;
        this.clock = clock;
    }

    @Override
    public SequencedSet<Long> media() {
        List<ChannelProgramming> concerned = channels.programming().stream()
                .filter(programming -> concerned(programming.definition()))
                .toList();
        if (concerned.isEmpty()) {
            return new LinkedHashSet<>();
        }
        ScheduleLibrary library = playouts.library();
        Set<Long> wanted = new TreeSet<>();
        for (ChannelProgramming programming : concerned) {
            wanted.addAll(programming.definition().mediaBrokenAtBlacks());
            for (long collection : programming.definition().brokenAtBlacks()) {
                library.items(collection).stream().map(Airable::mediaId).forEach(wanted::add);
            }
        }
        SequencedSet<Long> ordered = soonest(concerned, wanted);
        ordered.addAll(wanted);
        return ordered;
    }

    private static boolean concerned(ScheduleDefinition definition) {
        return !definition.brokenAtBlacks().isEmpty()
                || !definition.mediaBrokenAtBlacks().isEmpty();
    }

    private SequencedSet<Long> soonest(List<ChannelProgramming> concerned, Set<Long> wanted) {
        Instant now = clock.instant();
        Map<Long, Instant> first = new HashMap<>();
        for (ChannelProgramming programming : concerned) {
            PlayoutTimeline timeline =
                    playouts.timeline(programming.channel().number()).orElse(PlayoutTimeline.EMPTY);
            for (PlayoutItem item : timeline.overlapping(now, now.plus(SOON))) {
                if (item.item().content() instanceof Content.Media(long media) && wanted.contains(media)) {
                    first.merge(media, item.start(), (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        }
        SequencedSet<Long> ordered = new LinkedHashSet<>();
        first.entrySet().stream()
                .sorted(Map.Entry.<Long, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> ordered.add(entry.getKey()));
        return ordered;
    }

    @Override
    public long revision() {
        return playouts.revision() * 31 + channels.revision();
    }
}
