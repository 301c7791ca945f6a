package tv.exstream.server.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.Engine;
import tv.exstream.server.artwork.LogoPainter;
import tv.exstream.server.artwork.Logos;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.ChannelsResource;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.config.Settings;
import tv.exstream.server.guide.GuideResource;
import tv.exstream.server.guide.GuideService;
import tv.exstream.server.guide.XmltvWriter;
import tv.exstream.server.hdhr.Device;
import tv.exstream.server.hdhr.DeviceId;
import tv.exstream.server.hdhr.HdhrNetwork;
import tv.exstream.server.hdhr.HdhrPrefixedResource;
import tv.exstream.server.hdhr.HdhrResource;
import tv.exstream.server.http.RawEndpoint;
import tv.exstream.server.iptv.LogoResource;
import tv.exstream.server.iptv.M3uResource;
import tv.exstream.server.iptv.XmltvResource;
import tv.exstream.server.library.FolderStatus;
import tv.exstream.server.library.LibraryResource;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.ScanOptions;
import tv.exstream.server.library.ScanReport;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.Sessions;
import tv.exstream.server.session.SessionsResource;
import tv.exstream.server.store.Database;
import tv.exstream.server.store.Installation;
import tv.exstream.server.stream.NowResource;
import tv.exstream.server.stream.OnAir;
import tv.exstream.server.stream.StreamSettings;
import tv.exstream.server.stream.TsStreamHandler;
import tv.exstream.server.stream.TunerPool;
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
    record Viewing(Sessions sessions, TunerPool tuners, OnAir onAir) {}

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

    Programming wireProgramming(MediaCatalog catalog) {
        CollectionService collections = new CollectionService(ground.database());
        ChannelService channels = new ChannelService(
                ground.database(), collections, ground.settings().profiles().keySet());
        PlayoutService playouts = ground.lifecycle()
                .start(
                        "playout",
                        () -> new PlayoutService(
                                ground.database(),
                                channels,
                                collections,
                                catalog,
                                clock,
                                PlayoutSettings.withHorizon(
                                        ground.settings().playout().horizon())),
                        PlayoutService::close);
        GuideService guide = new GuideService(playouts, catalog);
        resources.add(new ChannelsResource(channels, collections));
        resources.add(new GuideResource(channels, guide, clock));
        return new Programming(channels, collections, playouts, guide);
    }

    Viewing wireViewing(Programming programming) {
        Settings settings = ground.settings();
        Sessions sessions = new Sessions(SessionLimits.DEFAULT, clock);
        TunerPool tuners = new TunerPool(settings.hdhr().tuners(), clock);
        OnAir onAir = new OnAir(
                ground.engine(),
                programming.channels(),
                programming.playouts()::playoutFor,
                name -> Optional.ofNullable(settings.profiles().get(name)),
                settings.channels().linger());
        onAir.follow(timer, FOLLOW);
        programming.channels().onChange(() -> onAir.nudge(timer));
        resources.add(new SessionsResource(sessions));
        resources.add(new NowResource(programming.channels(), onAir, programming.guide(), clock));
        rawHandlers.add(new TsStreamHandler(onAir, sessions, tuners, StreamSettings.DEFAULT));
        rawEndpoints.add(new RawEndpoint("/iptv/channel/{number}.ts", "Live MPEG-TS of a channel", "video/mp2t"));
        return new Viewing(sessions, tuners, onAir);
    }

    /** M3U, XMLTV, logos and the status page. */
    void wireDocuments(Programming programming, Viewing viewing, LibraryService library) {
        XmltvWriter writer = new XmltvWriter(ground.settings().guide().zone());
        resources.add(new M3uResource(programming.channels()));
        resources.add(new XmltvResource(
                programming.channels(),
                programming.guide(),
                (out, from, to, logoUrl) ->
                        writer.write(out, programming.channels().channels(), programming.guide(), from, to, logoUrl),
                ground.settings().guide().days(),
                clock));
        resources.add(new LogoResource(
                programming.channels(), new Logos(ground.folder().root(), new LogoPainter())));
        resources.add(new StatusResource(
                programming.channels(), programming.guide(), viewing.sessions(), () -> state(library), clock));
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
        library.onChange(() -> keeper.changed(timer));
        library.addAll(settings.library().media()).forEach(refused -> LOG.warn("{}", refused));
        List<CompletableFuture<ScanReport>> scans = library.rescanAll();
        CompletableFuture<?> unused = CompletableFuture.allOf(scans.toArray(CompletableFuture[]::new))
                .handleAsync(
                        (done, failure) -> {
                            keeper.rebuild();
                            ground.readiness()
                                    .lineupMade(
                                            programming.channels().channels().size() + " channels");
                            return true;
                        },
                        timer);
        library.watch(timer, LibraryService.DEFAULT_RESCAN_INTERVAL);
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
