package tv.exstream.server.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.Overrun;
import tv.exstream.server.schedule.definition.RandomSlot;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.Grouping;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupTool;

/** Libraries and definitions of every kind, drawn from a source of chance. */
public final class RandomDefinitions {
    public static final int COLLECTIONS = 4;

    private final Random random;

    public RandomDefinitions(Random random) {
        this.random = random;
    }

    Map<Long, List<Airable>> library() {
        Map<Long, List<Airable>> library = new HashMap<>();
        long id = 1;
        for (long collection = 1; collection <= COLLECTIONS; collection++) {
            List<Airable> items = new ArrayList<>();
            // The last collection has spots; any may be empty, or hold nothing playable.
            int size = random.nextInt(8);
            for (int i = 0; i < size; i++) {
                Duration length = collection == COLLECTIONS
                        ? Duration.ofMillis(random.nextInt(500, 90_000))
                        : Duration.ofMillis(random.nextInt(100_000, 9_000_000));
                items.add(item(id++, length));
            }
            library.put(collection, items);
        }
        return library;
    }

    private Airable item(long id, Duration length) {
        String show = "Show " + random.nextInt(3);
        int season = random.nextInt(1, 3);
        int episode = random.nextInt(1, 5);
        List<Facets.Chapter> chapters = new ArrayList<>();
        for (int i = 1; i < random.nextInt(5); i++) {
            chapters.add(new Facets.Chapter("c" + i, length.dividedBy(5).multipliedBy(i)));
        }
        chapters.add(new Facets.Chapter("end", length));
        return new Airable(
                id,
                "Item " + id,
                random.nextInt(12) == 0 ? Duration.ZERO : length,
                random.nextInt(12) > 0,
                OrderKey.chronological(show, season, episode, "n", id),
                new Facets(
                        random.nextBoolean() ? "Story (" + random.nextInt(1, 4) + ")" : "Name " + id,
                        show,
                        season,
                        episode,
                        "",
                        "",
                        "Director " + random.nextInt(2),
                        random.nextBoolean()
                                ? Optional.of(LocalDate.of(2000, 1, 1).plusDays(id))
                                : Optional.empty(),
                        chapters,
                        List.of(length.dividedBy(2))));
    }

    public ScheduleDefinition any() {
        return switch (random.nextInt(9)) {
            case 0 -> alternating();
            case 1 -> timeSlots();
            case 2 -> randomSlots();
            case 3, 4, 5 -> new RandomBlocks(random, this).any();
            case 6 -> lineup();
            default -> classic();
        };
    }

    ScheduleDefinition.Classic classic() {
        List<ClassicRule> rules = new ArrayList<>();
        int size = random.nextInt(1, 6);
        for (int i = 0; i < size; i++) {
            rules.add(rule());
        }
        return new ScheduleDefinition.Classic(
                rules, random.nextInt(4) == 0, random.nextInt(4) == 0, maybe(any(Overrun.values())));
    }

    ScheduleDefinition.Alternating alternating() {
        DateRule days = switch (random.nextInt(3)) {
            case 0 -> new DateRule(Set.of(any(DayOfWeek.values())), Set.of(), Set.of(), Optional.empty());
            case 1 -> new DateRule(Set.of(), Set.of(1, 15, 28, 29), Set.of(), Optional.empty());
            default ->
                new DateRule(
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.of(new DateRule.Range(
                                MonthDay.of(12, 24), MonthDay.of(2, 29), Optional.empty(), Optional.empty())));
        };
        return new ScheduleDefinition.Alternating(
                List.of(new ScheduleDefinition.Alternate(
                        days, random.nextBoolean() ? classic() : new RandomBlocks(random, this).any())),
                classic());
    }

    private ScheduleDefinition.TimeSlots timeSlots() {
        List<TimeSlot> slots = new ArrayList<>();
        int size = random.nextInt(1, 6);
        for (int i = 0; i < size; i++) {
            slots.add(new TimeSlot(
                    time(),
                    // The first one is there every day, so that no week is empty.
                    i > 0 && random.nextInt(4) == 0 ? Set.of(any(DayOfWeek.values())) : Set.of(),
                    maybe(Duration.ofMinutes(random.nextInt(1, 400))),
                    maybe(draw()),
                    i > 0 && random.nextInt(3) == 0 ? Optional.of(1) : Optional.empty(),
                    maybe(any(TimeSlot.Padding.values())),
                    maybe(Duration.ofMinutes(20)),
                    maybe(Duration.ofMinutes(20)),
                    maybe(any(15, 30)),
                    random.nextInt(4) == 0,
                    maybe("Title"),
                    filler(),
                    Optional.empty()));
        }
        return new ScheduleDefinition.TimeSlots(slots, maybe(Duration.ofMinutes(5)), filler());
    }

    private ScheduleDefinition.RandomSlots randomSlots() {
        List<RandomSlot> slots = new ArrayList<>();
        int size = random.nextInt(1, 6);
        for (int i = 0; i < size; i++) {
            boolean counted = random.nextBoolean();
            slots.add(new RandomSlot(
                    draw(),
                    maybe(random.nextInt(1, 9)),
                    maybe(Duration.ofMinutes(random.nextInt(300))),
                    maybe(2),
                    counted ? maybe(random.nextInt(1, 4)) : Optional.empty(),
                    counted ? Optional.empty() : maybe(Duration.ofMinutes(random.nextInt(1, 300))),
                    maybe("Title"),
                    filler(),
                    Optional.empty()));
        }
        return new ScheduleDefinition.RandomSlots(
                slots, any(RandomSlot.Choice.values()), maybe(any(15, 60)), random.nextBoolean(), filler());
    }

    ScheduleDefinition.Lineup lineup() {
        List<LineupTool> tools = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            tools.add(tool());
        }
        return new ScheduleDefinition.Lineup(
                new LineupBase.Collections(List.of((long) random.nextInt(1, 3), 3L)),
                tools,
                maybe(any(ScheduleDefinition.Lineup.Renewal.values())),
                filler());
    }

    LineupTool tool() {
        return switch (random.nextInt(18)) {
            case 0 -> new LineupTool.Shuffle();
            case 1 -> new LineupTool.BlockShuffle(random.nextInt(1, 4), random.nextBoolean(), random.nextBoolean());
            case 2 -> new LineupTool.CyclicShuffle();
            case 3 -> new LineupTool.Sort(any(LineupTool.Sort.By.values()), random.nextBoolean());
            case 4 -> new LineupTool.Slide(Duration.ofMinutes(random.nextInt(-600, 600)));
            case 5 ->
                new LineupTool.Balance(
                        maybe(LineupTool.Balance.Measure.COUNT),
                        List.of(new LineupTool.Balance.Weight("Show 1", random.nextInt(1, 4))));
            case 6 -> new LineupTool.Replicate(random.nextInt(2, 4));
            case 7 -> new LineupTool.RerunBlocks(any(60, 240, 360), 2, maybe(time()));
            case 8 -> new LineupTool.Deduplicate();
            case 9 -> new LineupTool.RemoveSpecials();
            case 10 -> new LineupTool.RemoveShows(List.of("show 2"));
            case 11 -> new LineupTool.RemoveFlex();
            case 12 -> new LineupTool.Consolidate();
            case 13 -> new LineupTool.AddFlex(Duration.ofSeconds(random.nextInt(1, 900)), maybe(2));
            case 14 ->
                new LineupTool.AddBreaks(Duration.ofMinutes(40), Duration.ofSeconds(30), Duration.ofSeconds(200));
            case 15 -> new LineupTool.AddRedirect("7.1", Duration.ofMinutes(20), maybe(3));
            case 16 -> new LineupTool.PadToMarks(any(7, 15, 30), maybe(5));
            default -> new LineupTool.RestrictHours(LocalTime.of(random.nextInt(1, 12), 0), LocalTime.of(0, 30));
        };
    }

    private ClassicRule rule() {
        return new ClassicRule(
                draw(),
                mode(),
                random.nextInt(3) == 0
                        ? Optional.of(new ClassicRule.FixedStart(time(), random.nextBoolean()))
                        : Optional.empty(),
                maybe(any(Overrun.values())),
                maybe(any(ClassicRule.GuideMode.values())),
                maybe("Title"),
                filler(),
                Optional.empty());
    }

    private RuleMode mode() {
        return switch (random.nextInt(5)) {
            case 0 -> new RuleMode.One();
            case 1 -> new RuleMode.Multiple(any("1", "3", "count", "random + 1", "count / 2", "0"));
            case 2 -> new RuleMode.Story();
            case 3 ->
                new RuleMode.Lasting(
                        Duration.ofMinutes(random.nextInt(1, 300)),
                        maybe(any(RuleMode.Tail.values())),
                        maybe(random.nextInt(4)));
            default -> new RuleMode.Flood();
        };
    }

    LocalTime time() {
        return random.nextInt(4) == 0 ? LocalTime.of(2, 30) : LocalTime.of(random.nextInt(24), random.nextInt(4) * 15);
    }

    Draw draw() {
        Draw draw = Draw.of(random.nextInt(1, COLLECTIONS), any(PlaybackOrder.values()));
        return switch (random.nextInt(6)) {
            case 0 ->
                new Draw(
                        new ContentSource.Playlist(List.of(
                                new ContentSource.Entry(draw, maybe(2)),
                                new ContentSource.Entry(Draw.of(1, PlaybackOrder.SHUFFLE), maybe(1)))),
                        PlaybackOrder.CUSTOM,
                        Optional.empty(),
                        Optional.empty());
            case 1 ->
                new Draw(
                        new ContentSource.Several(List.of(1L, 2L)),
                        draw.order(),
                        Optional.of(new Grouping(
                                any(Grouping.By.values()),
                                random.nextBoolean(),
                                random.nextBoolean(),
                                random.nextInt(3))),
                        Optional.empty());
            case 2 -> draw.named("own");
            default -> draw;
        };
    }

    List<Filler> filler() {
        List<Filler> fillers = new ArrayList<>();
        boolean padded = false;
        for (FillerKind kind : FillerKind.values()) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            boolean room = kind == FillerKind.TAIL || kind == FillerKind.FALLBACK;
            FillerMode mode = fillerMode(!padded);
            padded |= !room && mode instanceof FillerMode.Pad;
            fillers.add(new Filler(
                    kind,
                    List.of(
                            new Filler.Pool(
                                    Draw.of(COLLECTIONS, any(PlaybackOrder.values())),
                                    maybe(3),
                                    maybe(Duration.ofMinutes(10)),
                                    maybe(Duration.ofHours(2))),
                            Filler.Pool.of(Draw.of(random.nextInt(1, 5), PlaybackOrder.SHUFFLE))),
                    room ? Optional.empty() : Optional.of(mode),
                    random.nextBoolean(),
                    maybe(breaks())));
        }
        return fillers;
    }

    FillerMode fillerMode(boolean mayPad) {
        return switch (random.nextInt(mayPad ? 5 : 4)) {
            case 0 -> new FillerMode.Count(random.nextInt(1, 4));
            case 3 -> new FillerMode.Pass();
            case 1 -> new FillerMode.RandomCount(0, random.nextInt(3));
            case 2 -> new FillerMode.Span(Duration.ofMinutes(random.nextInt(1, 10)));
            default -> new FillerMode.Pad(any(5, 15, 30, 60, 7));
        };
    }

    MidRoll breaks() {
        MidRoll.Points points = switch (random.nextInt(4)) {
            case 0 -> new MidRoll.Points.Chapters();
            case 1 -> new MidRoll.Points.Blacks();
            case 2 -> new MidRoll.Points.Every(Duration.ofMinutes(random.nextInt(3, 30)), maybe(Duration.ZERO));
            default -> new MidRoll.Points.Percent(List.of(25, 50, 75));
        };
        return new MidRoll(
                points,
                maybe("last_mid_filler > 600 and remaining_duration > 60 or title = 'c1'"),
                maybe(Duration.ofMinutes(10)),
                maybe(Duration.ofMinutes(5)),
                maybe(Duration.ofMinutes(2)),
                maybe(3));
    }

    <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    @SafeVarargs
    final <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
