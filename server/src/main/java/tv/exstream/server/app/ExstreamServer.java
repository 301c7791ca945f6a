package tv.exstream.server.app;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.ws.rs.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.server.config.LaunchOptions;
import tv.exstream.server.config.Settings;
import tv.exstream.server.config.SettingsLoader;
import tv.exstream.server.config.SettingsResource;
import tv.exstream.server.hdhr.Device;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.http.ListenSocket;
import tv.exstream.server.http.OpenApiResource;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.analysis.BlackAnalysis;
import tv.exstream.server.metrics.HealthResource;
import tv.exstream.server.metrics.Metrics;
import tv.exstream.server.metrics.MetricsResource;
import tv.exstream.server.store.Database;
import tv.exstream.server.store.Installation;

/**
 * The whole server: everything is made here by hand, in order, and stopped in reverse.
 *
 * <p>{@link #close} may be called from any thread, and more than once.
 */
public final class ExstreamServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExstreamServer.class);

    private final Lifecycle lifecycle = new Lifecycle();
    private final Settings settings;
    private final List<Object> resources = new ArrayList<>();
    private final HttpEdge edge;

    /**
     * Starts everything; returns when it listens. The first scan of the media goes on in the background.
     *
     * @throws tv.exstream.server.config.ConfigException  for settings that cannot be used
     * @throws DataFolderException                        for a data directory that is in use or cannot be written
     * @throws tv.exstream.server.store.StoreException    for a database that cannot be used
     * @throws tv.exstream.server.http.ListenException    for a port that cannot be had
     * @throws tv.exstream.engine.EngineException         for a machine the engine does not run on
     */
    public static ExstreamServer start(LaunchOptions options, Map<String, String> env) {
        return start(options, env, LiveEngine::start);
    }

    /** The same on another engine. */
    public static ExstreamServer start(LaunchOptions options, Map<String, String> env, EngineStarter engines) {
        long began = System.nanoTime();
        ExstreamServer server = new ExstreamServer(SettingsLoader.load(options, env), engines);
        LOG.info(
                "EXStreamTV {} listens on {} after {} ms",
                Program.version(),
                server.address(),
                (System.nanoTime() - began) / 1_000_000);
        return server;
    }

    private ExstreamServer(Settings settings, EngineStarter engines) {
        this.settings = settings;
        boolean complete = false;
        try {
            edge = build(engines);
            complete = true;
        } finally {
            if (!complete) {
                lifecycle.close();
            }
        }
    }

    private HttpEdge build(EngineStarter engines) {
        DataFolder folder = lifecycle.start(
                "data directory", () -> DataFolder.open(settings.server().data()), DataFolder::close);
        lifecycle.start(
                "log file",
                () -> LogFile.open(folder.logs(), settings.log().level().name()),
                LogFile::close);
        ListenSocket socket = lifecycle.start(
                "port",
                () -> ListenSocket.open(
                        settings.server().host(), settings.server().port()),
                ListenSocket::close);
        HttpEdge.warmUp();
        Metrics metrics = lifecycle.start("metrics", Metrics::new, Metrics::close);
        Database database = lifecycle.start("database", () -> Database.open(folder.root()), Database::close);
        Installation installation = Installation.of(database, Clock.systemUTC());
        Engine engine = lifecycle.start(
                "engine", () -> engines.start(engineOptions(folder, installation.epoch())), Engine::close);
        metrics.observe(engine);
        Readiness readiness = new Readiness(database, engine);
        Features features = new Features(
                new Features.Ground(settings, folder, database, installation, engine, readiness, lifecycle));
        LibraryService library = features.wireLibrary();
        BlackAnalysis analysis = features.wireAnalysis(library);
        metrics.observe(analysis::status);
        Features.Programming programming = features.wireProgramming(library);
        Features.Viewing viewing = features.wireViewing(programming);
        features.wireDocuments(programming, viewing, library);
        Device device = features.wireTuner(programming, Program.version());
        features.startLineup(library, programming);
        features.startAnalysis(analysis, programming);
        resources.addAll(features.resources());
        resources.add(new StoreProblems(database.file()));
        resources.add(new SettingsResource(settings.effective()));
        resources.add(new HealthResource(readiness.checks()));
        resources.add(new MetricsResource(metrics));
        resources.add(new OpenApiResource(Program.version(), this::resourceClasses, features.rawEndpoints()));
        HttpEdge http = lifecycle.start(
                "HTTP edge",
                () -> {
                    HttpEdge made = new HttpEdge(httpSettings(), resources, features.rawHandlers(), metrics);
                    made.start(socket);
                    return made;
                },
                HttpEdge::stop);
        features.startTunerNetwork(device, viewing, programming, http.port());
        // viewers are sent away before the edge waits for requests to end: a live stream never ends by itself
        lifecycle.onStop("viewers", viewing.sessions()::endAll);
        lifecycle.onStop("listeners", viewing.events()::endAll);
        lifecycle.onStop("accepting", http::stopAccepting);
        return http;
    }

    private EngineOptions engineOptions(DataFolder folder, Instant epoch) {
        Settings.Channels channels = settings.channels();
        return new EngineOptions(
                epoch,
                folder.cache(),
                channels.lead(),
                channels.stallTimeout(),
                channels.openDeadline(),
                channels.viewerQueue(),
                settings.recovery());
    }

    private HttpSettings httpSettings() {
        Settings.Server server = settings.server();
        return new HttpSettings(
                server.host(), server.port(), settings.guide().zone(), server.maxBody(), server.stopWait());
    }

    private List<Class<?>> resourceClasses() {
        List<Class<?>> classes = new ArrayList<>();
        for (Object resource : resources) {
            if (resource.getClass().isAnnotationPresent(Path.class)) {
                classes.add(resource.getClass());
            }
        }
        return classes;
    }

    /** Where it listens: the configured host, and the port really taken. */
    public URI address() {
        String host = settings.server().host();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(String.format(Locale.ROOT, "http://%s:%d", literal, edge.port()));
    }

    /** Stops everything, newest first; blocks until it has, some seconds at most. */
    @Override
    public synchronized void close() {
        lifecycle.close();
    }
}
