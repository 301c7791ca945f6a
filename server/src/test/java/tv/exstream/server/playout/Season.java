package tv.exstream.server.playout;

import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.library.EmbeddedMetadata;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.item.FillerKind;

/**
 * A channel with a bit of everything: series with breaks at their chapters, a film at 20:15 sharp, spots, and another
 * schedule round the turn of the year.
 */
final class Season {
    static final LocalTime PRIME_TIME = LocalTime.of(20, 15);
    private static final MonthDay FIRST = MonthDay.of(12, 20);
    private static final MonthDay LAST = MonthDay.of(1, 6);

    private Season() {}

    static void fill(FakeLibrary library) {
        for (int show = 1; show <= 6; show++) {
            for (int episode = 1; episode <= 12; episode++) {
                episode(library, "Show " + show, episode);
            }
        }
        for (int film = 1; film <= 25; film++) {
            library.movie("Film " + film, 1950 + 2 * film, List.of("Drama"), Duration.ofMinutes(78 + 2L * film));
        }
        for (int spot = 1; spot <= 20; spot++) {
            library.track("Spot " + spot, Duration.ofMillis(49_700L + 4_345L * spot));
        }
    }

    static void episode(FakeLibrary library, String show, int episode) {
        Duration length = Duration.ofSeconds(1_290 + 37L * (episode % 40));
        long id = library.episode(show, 1 + episode / 10, episode, length);
        List<EmbeddedMetadata.Chapter> chapters = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            chapters.add(new EmbeddedMetadata.Chapter(
                    Optional.of("Part " + part),
                    length.multipliedBy(part).dividedBy(3),
                    length.multipliedBy(part + 1L).dividedBy(3)));
        }
        library.embed(
                id,
                new EmbeddedMetadata(chapters, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** The channel's schedule; makes the collections it draws from. */
    static ScheduleDefinition definition(PlayoutFixture server) {
        List<Long> shows = new ArrayList<>();
        for (int show = 1; show <= 6; show++) {
            shows.add(server.collection("show " + show, new CollectionRule.Show("Show " + show)));
        }
        long films = server.collection("films", new CollectionRule.Movies(Optional.empty(), Optional.empty()));
        Draw spots = Draw.of(server.collection("spots", new CollectionRule.Music()), PlaybackOrder.SHUFFLE);
        List<Filler> breaks = List.of(
                filler(FillerKind.MID_ROLL, spots, new FillerMode.Count(1)),
                filler(FillerKind.POST_ROLL, spots, new FillerMode.Pad(5)),
                new Filler(FillerKind.TAIL, List.of(Filler.Pool.of(spots)), Optional.empty(), false, Optional.empty()),
                new Filler(
                        FillerKind.FALLBACK,
                        List.of(Filler.Pool.of(spots.named("fallback"))),
                        Optional.empty(),
                        false,
                        Optional.empty()));
        ClassicRule day = rule(Draw.of(shows.getFirst(), PlaybackOrder.CHRONOLOGICAL), breaks, Optional.empty());
        ClassicRule prime = new ClassicRule(
                Draw.of(films, PlaybackOrder.SHUFFLE),
                new RuleMode.One(),
                Optional.of(new ClassicRule.FixedStart(PRIME_TIME, false)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(breaks.getLast()),
                Optional.empty());
        ClassicRule night = rule(Draw.of(shows.get(1), PlaybackOrder.SHUFFLE), breaks, Optional.empty());
        ClassicRule morning = rule(
                Draw.of(shows.get(2), PlaybackOrder.SHUFFLE_IN_ORDER),
                breaks,
                Optional.of(new ClassicRule.FixedStart(LocalTime.of(6, 0), true)));
        ScheduleDefinition usual =
                new ScheduleDefinition.Classic(List.of(morning, day, prime, night), false, false, Optional.empty());
        TimeSlot films24 = slot(LocalTime.MIDNIGHT, Draw.of(films, PlaybackOrder.CHRONOLOGICAL));
        TimeSlot family = slot(LocalTime.of(14, 0), Draw.of(shows.get(3), PlaybackOrder.CHRONOLOGICAL));
        ScheduleDefinition festive = new ScheduleDefinition.TimeSlots(
                List.of(films24, family), Optional.of(Duration.ofMinutes(10)), breaks.subList(2, 4));
        DateRule days = new DateRule(
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.of(new DateRule.Range(FIRST, LAST, Optional.empty(), Optional.empty())));
        return new ScheduleDefinition.Alternating(List.of(new ScheduleDefinition.Alternate(days, festive)), usual);
    }

    /** Whether the usual schedule is on that day. */
    static boolean usual(MonthDay day) {
        return day.isBefore(FIRST) && day.isAfter(LAST);
    }

    private static Filler filler(FillerKind kind, Draw from, FillerMode mode) {
        return new Filler(kind, List.of(Filler.Pool.of(from)), Optional.of(mode), false, Optional.empty());
    }

    private static ClassicRule rule(Draw from, List<Filler> filler, Optional<ClassicRule.FixedStart> start) {
        RuleMode mode = start.isPresent() ? new RuleMode.Multiple("6") : new RuleMode.Flood();
        return new ClassicRule(
                from, mode, start, Optional.empty(), Optional.empty(), Optional.empty(), filler, Optional.empty());
    }

    private static TimeSlot slot(LocalTime start, Draw from) {
        return new TimeSlot(
                start,
                Set.of(),
                Optional.empty(),
                Optional.of(from),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(20)),
                Optional.empty(),
                Optional.of(5),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
