package tv.exstream.server.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.Engine;
import tv.exstream.server.artwork.LogoPainter;
import tv.exstream.server.artwork.Logos;
import tv.exstream.server.artwork.ProgrammePictures;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.ChannelsResource;
import tv.exstream.server.channels.CollectionEditor;
import tv.exstream.server.channels.CollectionsResource;
import tv.exstream.server.channels.ScheduleService;
import tv.exstream.server.channels.SchedulesResource;
import tv.exstream.server.channels.SlateRules;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.config.Settings;
import tv.exstream.server.events.EventLog;
import tv.exstream.server.events.EventSources;
import tv.exstream.server.events.EventsHandler;
import tv.exstream.server.guide.CalendarResource;
import tv.exstream.server.guide.GridResource;
import tv.exstream.server.guide.GuideRehearsal;
import tv.exstream.server.guide.GuideResource;
import tv.exstream.server.guide.GuideService;
import tv.exstream.server.guide.XmltvWriter;
import tv.exstream.server.hdhr.Device;
import tv.exstream.server.hdhr.DeviceId;
import tv.exstream.server.hdhr.HdhrNetwork;
import tv.exstream.server.hdhr.HdhrPrefixedResource;
import tv.exstream.server.hdhr.HdhrResource;
import tv.exstream.server.http.RawEndpoint;
import tv.exstream.server.iptv.ArtResource;
import tv.exstream.server.iptv.LogoResource;
import tv.exstream.server.iptv.M3uResource;
import tv.exstream.server.iptv.XmltvResource;
import tv.exstream.server.library.FolderStatus;
import tv.exstream.server.library.LibraryResource;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.MediaFolder;
import tv.exstream.server.library.ScanOptions;
import tv.exstream.server.library.ScanReport;
import tv.exstream.server.library.analysis.AnalysisOptions;
import tv.exstream.server.library.analysis.AnalysisPace;
import tv.exstream.server.library.analysis.AnalysisResource;
import tv.exstream.server.library.analysis.BlackAnalysis;
import tv.exstream.server.metrics.HealthCheck;
import tv.exstream.server.playout.BlackDemand;
import tv.exstream.server.playout.PlayoutResource;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.playout.PlayoutStatus;
import tv.exstream.server.portable.PortableExport;
import tv.exstream.server.portable.PortableImport;
import tv.exstream.server.portable.PortableResource;
import tv.exstream.server.portable.from.PlaylistResource;
import tv.exstream.server.preview.LineupPreviewResource;
import tv.exstream.server.preview.SchedulePreviewResource;
import tv.exstream.server.script.BuildsResource;
import tv.exstream.server.script.ScriptLimits;
import tv.exstream.server.script.ScriptResource;
import tv.exstream.server.script.ScriptSessions;
import tv.exstream.server.session.ChannelSessions;
import tv.exstream.server.session.ChannelSessionsResource;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.Sessions;
import tv.exstream.server.session.SessionsResource;
import tv.exstream.server.session.WatchedTimes;
import tv.exstream.server.store.Database;
import tv.exstream.server.store.Installation;
import tv.exstream.server.stream.ChannelTimes;
import tv.exstream.server.stream.HlsHandler;
import tv.exstream.server.stream.HlsViewers;
import tv.exstream.server.stream.NowResource;
import tv.exstream.server.stream.OnAir;
import tv.exstream.server.stream.Pacing;
import tv.exstream.server.stream.StreamSettings;
import tv.exstream.server.stream.TsStreamHandler;
import tv.exstream.server.stream.TunerPool;
import tv.exstream.server.stream.WarmKeeper;
import tv.exstream.server.web.LibraryState;
import tv.exstream.server.web.StatusResource;

/**
 * The features, made from the ground floor in the order of their arrows: library, channels, playout and guide, viewing,
 * tuner. Each method makes one; what it starts is handed to the lifecycle.
 */
final class Features {
    private static final Logger LOG = LoggerFactory.getLogger(Features.class);

    /** How soon a removed channel goes off air without anybody asking. */
    private static final Duration FOLLOW = Duration.ofSeconds(10);
    /** How soon a channel that is to be warm is. */
    private static final Duration WARM_FOLLOW = Duration.ofSeconds(15);
    /** Of watching that count when the most watched channels are kept warm. */
    private static final int WATCHED_DAYS = 7;

    private static final Duration LOOK_AT_CHANNELS = Duration.ofSeconds(1);
    private static final Duration EVENT_HEARTBEAT = Duration.ofSeconds(15);

    private static final long SWEEP_SECONDS = 5;

    private final Ground ground;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final List<Object> resources = new ArrayList<>();
    private final List<Handler> rawHandlers = new ArrayList<>();
    private final List<RawEndpoint> rawEndpoints = new ArrayList<>();

    /** What every feature may need a part of. */
    record Ground(
            Settings settings,
            DataFolder folder,
            Database database,
            Installation installation,
            Engine engine,
            Readiness readiness,
            Lifecycle lifecycle) {}

    /** The channels and what they show. */
    record Programming(
            ChannelService channels, CollectionService collections, PlayoutService playouts, GuideService guide) {}

    /** Who watches. */
    record Viewing(Sessions sessions, TunerPool tuners, OnAir onAir, EventsHandler events) {}

    Features(Ground ground) {
        this.ground = ground;
        this.clock = Clock.system(ground.settings().guide().zone());
        this.timer = ground.lifecycle()
                .start(
                        "timer",
                        () -> Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                                .name("server-timer")
                                .daemon()
                                .factory()),
                        ScheduledExecutorService::shutdownNow);
    }

    LibraryService wireLibrary() {
        LibraryService library = ground.lifecycle()
                .start(
                        "library",
                        () -> new LibraryService(ground.database(), ground.engine(), clock, ScanOptions.DEFAULT),
                        LibraryService::close);
        resources.add(new LibraryResource(library));
        return library;
    }

    /** Also gives the library what was found earlier, before anybody plans with it. */
    BlackAnalysis wireAnalysis(LibraryService library) {
        Settings.Library.Analysis mode = ground.settings().library().analysis();
        BlackAnalysis analysis = new BlackAnalysis(
                ground.database(),
                ground.engine(),
                library,
                clock,
                AnalysisOptions.of(mode),
                new AnalysisPace(mode, new MachineLoad(ground.engine())));
        resources.add(new AnalysisResource(analysis));
        return analysis;
    }

    /** Last of all, and stopped first: it may wait for a decoder. */
    void startAnalysis(BlackAnalysis analysis, Programming programming) {
        ground.lifecycle()
                .start(
                        "analysis",
                        () -> {
                            analysis.start(new BlackDemand(programming.playouts(), programming.channels(), clock));
                            return analysis;
                        },
                        BlackAnalysis::close);
    }

    Programming wireProgramming(LibraryService catalog) {
        CollectionService collections = new CollectionService(ground.database());
        SlateRules slates =
                new SlateRules(ground.settings().slates(), ground.folder().root(), () -> mediaFolders(catalog));
        ChannelService channels = new ChannelService(
                ground.database(), collections, ground.settings().profiles().keySet(), slates);
        PlayoutService playouts = ground.lifecycle()
                .start(
                        "playout",
                        () -> new PlayoutService(
                                ground.database(),
                                channels,
                                collections,
                                catalog,
                                clock,
                                new PlayoutSettings(
                                        ground.settings().playout().horizon(),
                                        ground.settings().playout().history(),
                                        ground.settings().guide().zone())),
                        PlayoutService::close);
        Settings.Guide shown = ground.settings().guide();
        GuideService guide = new GuideService(playouts, catalog, shown.templates());
        resources.add(new ChannelsResource(channels, collections, playouts::standingSince));
        resources.add(new PlayoutResource(playouts, clock));
        ground.readiness().playouts(() -> health(playouts));
        ScheduleService schedules = new ScheduleService(ground.database(), collections, channels);
        resources.add(new SchedulesResource(schedules));
        PortableImport into = new PortableImport(
                channels,
                schedules,
                collections,
                catalog,
                () -> catalog.folders().stream()
                        .map(FolderStatus::folder)
                        .collect(Collectors.toMap(MediaFolder::id, MediaFolder::path)),
                ground.folder().root());
        resources.add(new PortableResource(new PortableExport(channels, schedules, collections, catalog), into));
        resources.add(new PlaylistResource(into));
        resources.add(
                new CollectionsResource(new CollectionEditor(collections, channels), collections, catalog, clock));
        resources.add(new SchedulePreviewResource(playouts, collections, clock));
        resources.add(new LineupPreviewResource(playouts));
        resources.add(new GuideResource(channels, guide, clock));
        resources.add(new GridResource(channels, guide, clock));
        resources.add(new CalendarResource(channels, guide, clock));
        ScriptSessions scripts = new ScriptSessions(
                playouts,
                playouts::zone,
                clock,
                new ScriptLimits(
                        ground.settings().scripts().sessions(),
                        ground.settings().scripts().idle(),
                        ground.settings().scripts().items(),
                        ground.settings().scripts().span()));
        resources.add(new BuildsResource(scripts));
        resources.add(new ScriptResource(scripts));
        return new Programming(channels, collections, playouts, guide);
    }

    /** Warnings keep nobody from watching, so they make nothing unhealthy. */
    private static HealthCheck.Outcome health(PlayoutService playouts) {
        List<PlayoutStatus> statuses = playouts.statuses();
        List<String> warned = statuses.stream()
                .filter(status -> !status.warnings().isEmpty())
                .map(status -> status.programming().channel().number().toString())
                .toList();
        return HealthCheck.Outcome.ok(statuses.size() + " planned, "
                + (warned.isEmpty()
                        ? "no warnings"
                        : warned.size() + " with warnings, see /api/playouts: " + String.join(", ", warned)));
    }

    private static List<Path> mediaFolders(LibraryService library) {
        return library.folders().stream().map(f -> f.folder().path()).toList();
    }

    Viewing wireViewing(Programming programming) {
        Settings settings = ground.settings();
        Settings.Sessions limits = settings.sessions();
        Sessions sessions = new Sessions(
                new SessionLimits(limits.perChannel(), limits.inAll(), limits.idleTimeout(), limits.sweep()), clock);
        sessions.sweepRegularly(timer);
        TunerPool tuners = new TunerPool(settings.hdhr().tuners(), clock);
        OnAir onAir = new OnAir(
                ground.engine(),
                programming.channels(),
                programming.playouts()::playoutFor,
                name -> Optional.ofNullable(settings.profiles().get(name)),
                settings.channels().linger(),
                settings.ts(),
                programming.channels()::effectiveSlates);
        onAir.follow(timer, FOLLOW);
        programming.channels().onChange(() -> onAir.nudge(timer));
        resources.add(new SessionsResource(sessions));
        ChannelSessions onAirNow = new ChannelSessions(ground.engine(), sessions, clock);
        onAirNow.follow(timer, LOOK_AT_CHANNELS);
        resources.add(new ChannelSessionsResource(onAirNow));
        resources.add(new NowResource(
                programming.channels(), onAir, programming.guide(), times(programming.playouts()), clock));
        rawHandlers.add(new TsStreamHandler(onAir, sessions, tuners, streamSettings(settings.stream())));
        rawEndpoints.add(new RawEndpoint(
                "/iptv/channel/{number}.ts",
                "Live MPEG-TS of a channel (?throttle=realtime, burst, adaptive or disabled)",
                "video/mp2t"));
        wireHls(onAir, sessions);
        keepWarm(sessions, onAir, programming.channels());
        return new Viewing(sessions, tuners, onAir, wireEvents(sessions));
    }

    private static StreamSettings streamSettings(Settings.Stream stream) {
        return new StreamSettings(
                StreamSettings.DEFAULT.stall(),
                Pacing.parse(stream.throttle().name()),
                stream.bitsPerSecond(),
                stream.keepAlive());
    }

    private void keepWarm(Sessions sessions, OnAir onAir, ChannelCatalog catalog) {
        Settings.Channels channels = ground.settings().channels();
        WatchedTimes watched = ground.lifecycle()
                .start("watched times", () -> new WatchedTimes(ground.database(), catalog, clock), WatchedTimes::close);
        watched.writeRegularly(timer);
        sessions.onWatched(watched::add);
        new WarmKeeper(onAir, channels.prewarm(), channels.keepWarm(), most -> watched.mostWatched(most, WATCHED_DAYS))
                .follow(timer, WARM_FOLLOW);
    }

    private EventsHandler wireEvents(Sessions sessions) {
        EventLog log = new EventLog(ground.settings().guide().zone());
        new EventSources(log, sessions, ground.engine(), clock).follow(timer, LOOK_AT_CHANNELS);
        EventsHandler events = new EventsHandler(log, EVENT_HEARTBEAT);
        rawHandlers.add(events);
        rawEndpoints.add(new RawEndpoint(
                "/api/events", "What happens: sessions, channels, faults (?topics=, ?channel=)", "text/event-stream"));
        return events;
    }

    private void wireHls(OnAir onAir, Sessions sessions) {
        Settings.Hls hls = ground.settings().hls();
        HlsViewers viewers = new HlsViewers(sessions, hls.cut(), hls.idleTimeout(), System::nanoTime);
        var unused = timer.scheduleWithFixedDelay(viewers::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        rawHandlers.add(new HlsHandler(onAir, viewers, hls.cut()));
        String playlist = "application/vnd.apple.mpegurl";
        rawEndpoints.add(new RawEndpoint(
                "/iptv/channel/{number}.m3u8",
                "HLS of a channel: its master playlist; ?ll=1 for low latency",
                playlist));
        String below = "/iptv/channel/{number}/";
        rawEndpoints.add(new RawEndpoint(below + "live.m3u8", "The media playlist of a channel's HLS", playlist));
        rawEndpoints.add(new RawEndpoint(
                below + "subtitles.m3u8", "The playlist of its subtitles, where there are any", playlist));
        rawEndpoints.add(new RawEndpoint(below + "{msn}.ts", "A media segment", "video/mp2t"));
        rawEndpoints.add(new RawEndpoint(below + "{msn}.{part}.ts", "A part of a media segment", "video/mp2t"));
        rawEndpoints.add(new RawEndpoint(below + "{msn}.vtt", "The subtitles of a media segment", "text/vtt"));
    }

    /** M3U, XMLTV, logos and the status page. */
    void wireDocuments(Programming programming, Viewing viewing, LibraryService library) {
        XmltvWriter writer = new XmltvWriter(ground.settings().guide().zone());
        resources.add(new M3uResource(programming.channels()));
        resources.add(new XmltvResource(
                programming.channels(),
                programming.guide(),
                (out, channels, from, to, links) -> writer.write(out, channels, programming.guide(), from, to, links),
                ground.settings().guide().days(),
                clock));
        resources.add(new LogoResource(
                programming.channels(), new Logos(ground.folder().root(), new LogoPainter())));
        resources.add(new ArtResource(new ProgrammePictures(library, () -> mediaFolders(library))));
        resources.add(new StatusResource(
                programming.channels(),
                programming.guide(),
                programming.playouts()::warnings,
                times(programming.playouts()),
                viewing.sessions(),
                () -> state(library),
                clock));
    }

    private static ChannelTimes times(PlayoutService playouts) {
        return (number, instant) ->
                new ChannelTimes.Standing(playouts.standingSince(number), playouts.position(number, instant));
    }

    private static LibraryState state(LibraryService library) {
        List<FolderStatus> folders = library.folders();
        return new LibraryState(
                folders.size(),
                folders.stream().anyMatch(f -> f.scan().isPresent()),
                library.items().size());
    }

    /** The tuner's documents; its network services follow once the HTTP port is known. */
    Device wireTuner(Programming programming, String version) {
        Settings.Hdhr hdhr = ground.settings().hdhr();
        Device device = new Device(DeviceId.of(ground.installation().deviceSeed()), hdhr.friendlyName(), version);
        if (hdhr.enabled()) {
            resources.add(new HdhrResource(device, hdhr.tuners(), programming.channels()));
            resources.add(new HdhrPrefixedResource(device, hdhr.tuners(), programming.channels()));
            rawEndpoints.add(new RawEndpoint("/auto/v{number}", "A channel through any free tuner", "video/mp2t"));
            rawEndpoints.add(new RawEndpoint("/tuner{n}/v{number}", "A channel through one tuner", "video/mp2t"));
        }
        return device;
    }

    void startTunerNetwork(Device device, Viewing viewing, Programming programming, int httpPort) {
        Settings.Hdhr hdhr = ground.settings().hdhr();
        if (hdhr.enabled()) {
            ground.lifecycle()
                    .start(
                            "HDHomeRun network",
                            () -> HdhrNetwork.start(
                                    device,
                                    viewing.tuners(),
                                    programming.channels(),
                                    hdhr.udpPort(),
                                    httpPort,
                                    hdhr.ssdp()),
                            HdhrNetwork::close);
        }
    }

    /** Channels from what is known, at once; then the first scan, in the background, and a rescan now and then. */
    void startLineup(LibraryService library, Programming programming) {
        Settings settings = ground.settings();
        LineupKeeper keeper = new LineupKeeper(
                library,
                programming.channels(),
                programming.playouts(),
                settings.server().demo(),
                settings.channels().minEpisodes());
        keeper.begin();
        GuideRehearsal rehearsal = new GuideRehearsal(programming.channels(), programming.guide());
        rehearse(rehearsal);
        library.onChange(() -> keeper.changed(timer));
        library.addAll(settings.library().media()).forEach(refused -> LOG.warn("{}", refused));
        List<CompletableFuture<ScanReport>> scans = library.rescanAll();
        CompletableFuture<?> unused = CompletableFuture.allOf(scans.toArray(CompletableFuture[]::new))
                .handleAsync(
                        (done, failure) -> {
                            keeper.rebuild();
                            rehearse(rehearsal);
                            ground.readiness()
                                    .lineupMade(
                                            programming.channels().channels().size() + " channels");
                            return true;
                        },
                        timer);
        library.watch(timer, LibraryService.DEFAULT_RESCAN_INTERVAL);
    }

    private void rehearse(GuideRehearsal rehearsal) {
        Thread unused =
                Thread.ofPlatform().daemon().name("guide-rehearsal").start(() -> rehearsal.run(clock.instant()));
    }

    List<Object> resources() {
        return resources;
    }

    List<Handler> rawHandlers() {
        return rawHandlers;
    }

    List<RawEndpoint> rawEndpoints() {
        return rawEndpoints;
    }
}
