package tv.exstream.server.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.RecoveryPolicy;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.channel.TimeLapse;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.guide.Airing;
import tv.exstream.server.guide.GuideService;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.ScanListener;
import tv.exstream.server.library.ScanOptions;
import tv.exstream.server.playout.PlayoutEdit;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.store.Database;

/**
 * A server without its network, and an engine whose time passes quickly: library, channels, playout, guide and the engine's
 * channel are those of a server, over a real database and real files. What a restart would begin anew begins anew with a new
 * one of these over the same folder. Of one thread.
 */
final class DayStation implements AutoCloseable {
    static final ChannelNumber ONE = ChannelNumber.of(1);
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final long SEED = 12;

    /** Small enough to be cheap, and not a bit of it is encoded but the slates. */
    private static final OutputProfile PROFILE = new OutputProfile(
            "tiny", 64, 64, 64, 64, 60, 2, 50, "ultrafast", 2.0, 24, 48_000, 1, true, true, Optional.empty());

    final TimeLapse time;
    final PlayoutService playouts;
    private final GuideService guide;
    final LibraryService library;
    private final Database database;
    private final CollectionService collections;
    private final ChannelService channels;
    private final OnAir onAir;
    private final ViewerFeed feed;

    /**
     * @param data  of the server
     * @param media its library, scanned already or not
     * @param epoch of the installation
     * @param begin what time it is
     */
    DayStation(Path data, Path media, Instant epoch, Instant begin) throws Exception {
        time = new TimeLapse(
                new EngineOptions(
                        epoch,
                        data.resolve("cache"),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        16 << 20,
                        // two attempts at a file: by the clock on the wall pauses would last for hours here
                        new RecoveryPolicy(
                                Duration.ofMillis(1),
                                Duration.ofMillis(1),
                                0,
                                2,
                                Duration.ofSeconds(30),
                                Duration.ofMillis(500),
                                Duration.ofMillis(1_200))),
                begin);
        database = Database.open(data);
        library = new LibraryService(database, time.engine(), time, ScanOptions.DEFAULT);
        collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default"));
        playouts = new PlayoutService(
                database,
                channels,
                collections,
                library,
                time,
                new PlayoutSettings(Duration.ofDays(2), Duration.ofDays(3), ZoneOffset.UTC));
        guide = new GuideService(playouts, library);
        if (library.folders().isEmpty()) {
            library.add(media);
            scan();
            makeChannel();
        }
        playouts.tick();
        onAir = new OnAir(
                time.engine(),
                channels,
                playouts::playoutFor,
                name -> Optional.of(PROFILE),
                Duration.ofSeconds(10),
                TsOptions.DEFAULT,
                number -> ChannelSlates.DEFAULT);
        feed = onAir.channel(ONE).orElseThrow().tune(new ViewerInfo("viewer", "127.0.0.1", "test", "ts"));
    }

    void scan() throws Exception {
        library.scan(library.folders().getFirst().folder().id(), ScanListener.NONE)
                .get(60, TimeUnit.SECONDS);
    }

    /** Puts a file where the library looks, as if it had been there for long. */
    static void put(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
        Files.setLastModifiedTime(target, FileTime.from(Instant.parse("2025-06-01T10:00:00Z")));
    }

    Instant now() {
        return time.instant();
    }

    ViewerFeed feed() {
        return feed;
    }

    /** What {@code /schedule} tells. */
    List<Airing> schedule(Instant from, Instant to) {
        return guide.airings(ONE, from, to);
    }

    ChannelStatus status() {
        return onAir.channel(ONE).orElseThrow().status();
    }

    /** The names of the library's files, without their extensions, by the keys of the items. */
    Map<Long, String> names() {
        return library.items().stream()
                .collect(Collectors.toMap(
                        MediaItem::id,
                        item -> String.valueOf(item.path().getFileName()).replace(".mp4", "")));
    }

    private void makeChannel() {
        List<Long> spots = library.items().stream()
                .filter(item -> item.path().toString().contains("Spots"))
                .map(MediaItem::id)
                .toList();
        ScheduleDefinition definition = definition(
                collection("alpha", new CollectionRule.Show("Alpha")),
                collection("beta", new CollectionRule.Show("Beta")),
                collection("films", new CollectionRule.Movies(Optional.empty(), Optional.empty())),
                collection("spots", new CollectionRule.Manual(spots)));
        channels.create(ChannelRequest.builder()
                .number(ONE)
                .name("One")
                .collection(new CollectionRule.Everything())
                .zone(ZONE.getId())
                .build());
        playouts.apply(ONE, new PlayoutEdit(Optional.of(definition), OptionalLong.of(SEED), Optional.empty(), true));
    }

    private long collection(String name, CollectionRule rule) {
        List<Long> key = new ArrayList<>();
        database.writes().useTransaction(handle -> key.add(collections.add(handle, name, rule)));
        collections.reload();
        return key.getFirst();
    }

    /** A film at nine and one at 02:30, which that night has twice; series with breaks; hours without anything. */
    private static ScheduleDefinition definition(long alpha, long beta, long films, long spots) {
        Draw spot = Draw.of(spots, PlaybackOrder.SHUFFLE);
        Filler breaks = new Filler(
                FillerKind.MID_ROLL,
                List.of(Filler.Pool.of(spot)),
                Optional.of(new FillerMode.Count(2)),
                false,
                Optional.of(new MidRoll(
                        new MidRoll.Points.Every(Duration.ofMinutes(7), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofMinutes(2)),
                        Optional.empty())));
        Filler before = new Filler(
                FillerKind.PRE_ROLL,
                List.of(Filler.Pool.of(spot)),
                Optional.of(new FillerMode.Count(1)),
                false,
                Optional.empty());
        Filler after = new Filler(
                FillerKind.POST_ROLL,
                List.of(Filler.Pool.of(spot)),
                Optional.of(new FillerMode.Pad(5)),
                false,
                Optional.empty());
        Filler rest = new Filler(
                FillerKind.FALLBACK,
                List.of(Filler.Pool.of(spot.named("fallback"))),
                Optional.empty(),
                false,
                Optional.empty());
        return new ScheduleDefinition.Classic(
                List.of(
                        rule(films, PlaybackOrder.SHUFFLE, new RuleMode.One(), at(21, 0), List.of()),
                        rule(
                                beta,
                                PlaybackOrder.CHRONOLOGICAL,
                                new RuleMode.Multiple("3"),
                                Optional.empty(),
                                List.of(breaks, after)),
                        rule(
                                alpha,
                                PlaybackOrder.CHRONOLOGICAL,
                                new RuleMode.Lasting(
                                        Duration.ofMinutes(100), Optional.of(RuleMode.Tail.OFFLINE), Optional.of(2)),
                                Optional.empty(),
                                List.of(before)),
                        rule(films, PlaybackOrder.SHUFFLE, new RuleMode.One(), at(2, 30), List.of()),
                        rule(
                                alpha,
                                PlaybackOrder.SHUFFLE,
                                new RuleMode.Flood(),
                                Optional.empty(),
                                List.of(breaks, rest)),
                        rule(
                                beta,
                                PlaybackOrder.SHUFFLE,
                                new RuleMode.Multiple("6"),
                                at(6, 0),
                                List.of(before, breaks, after)),
                        rule(films, PlaybackOrder.SHUFFLE, new RuleMode.One(), at(12, 0), List.of()),
                        rule(
                                beta,
                                PlaybackOrder.CHRONOLOGICAL,
                                new RuleMode.Flood(),
                                at(14, 0),
                                List.of(breaks, rest))),
                false,
                false,
                Optional.empty());
    }

    private static Optional<ClassicRule.FixedStart> at(int hour, int minute) {
        return Optional.of(new ClassicRule.FixedStart(LocalTime.of(hour, minute), false));
    }

    private static ClassicRule rule(
            long collection,
            PlaybackOrder order,
            RuleMode mode,
            Optional<ClassicRule.FixedStart> start,
            List<Filler> filler) {
        return new ClassicRule(
                Draw.of(collection, order),
                mode,
                start,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                filler,
                Optional.empty());
    }

    @Override
    public void close() {
        feed.close();
        time.close();
        playouts.close();
        library.close();
        database.close();
    }
}
