package tv.exstream.server.http;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.jackson.internal.jackson.jaxrs.json.JacksonJsonProvider;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's HTTP edge: Jetty over HTTP/1.1 and h2c. Raw handlers are asked first, in order; what they leave goes to
 * the Jersey resources, which run on virtual threads and are compressed when text.
 *
 * <p>Owned by the composition root, which calls {@link #start}, {@link #stopAccepting} and {@link #stop} in this order
 * from one thread.
 */
public final class HttpEdge {
    /** Request property under which resources find the peer's address, through ContainerRequestContext. */
    public static final String REMOTE_ADDRESS = "tv.exstream.remote-address";

    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    /** For connections to notice that they are closed, when nobody is waited for any more. */
    private static final long CUT_OFF_MILLIS = 1_000;

    /** A third of the time of the usual 6 for guides that come out a sixth larger. */
    private static final int GZIP_LEVEL = 3;

    private static final int SELECTORS = 1;
    private static final int MIN_THREADS = 4;
    private static final int MAX_THREADS = 64;
    /** Jersey's own ways of finding things cost start-up time; everything of ours is registered by hand. */
    private static final Map<String, Object> NOTHING_AUTOMATIC = Map.of(
            CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
            CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
            CommonProperties.JSON_PROCESSING_FEATURE_DISABLE, true,
            CommonProperties.MOXY_JSON_FEATURE_DISABLE, true,
            CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL",
            ServerProperties.WADL_FEATURE_DISABLE, true,
            ServerProperties.BV_FEATURE_DISABLE, true,
            ServerProperties.RESOURCE_VALIDATION_DISABLE, true,
            ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);

    /** Jersey warns of every resource instance that it is no provider, and then serves it; held so that it is not collected. */
    private static final java.util.logging.Logger JERSEY_PROVIDERS =
            java.util.logging.Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    private final HttpSettings settings;
    private final Server server;
    private final ServerConnector connector;
    private final Exchanges exchanges;

    /**
     * @param resources   instances of JAX-RS resource classes (and providers)
     * @param rawHandlers tried first; one that answers returns true and completes its callback
     */
    public HttpEdge(
            HttpSettings settings, List<?> resources, List<? extends Handler> rawHandlers, RequestObserver observer) {
        this.settings = settings;
        ObjectMapper json = Json.mapper(settings.zone());
        server = new Server(threads());
        server.setErrorHandler(new ProblemErrorHandler(json));
        server.setStopTimeout(CUT_OFF_MILLIS);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        connector = new ServerConnector(
                server, 1, SELECTORS, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setShutdownIdleTimeout(100);
        server.addConnector(connector);
        Handler.Sequence sequence = new Handler.Sequence();
        rawHandlers.forEach(sequence::addHandler);
        exchanges = api(resources, json, observer);
        sequence.addHandler(exchanges);
        server.setHandler(sequence);
    }

    /**
     * Loads in the background what an edge needs: half a second of Jersey's classes, for which another core has time
     * while the database opens. Only ever a gain of time: an edge made meanwhile or without it is the same.
     */
    public static void warmUp() {
        Thread unused = Thread.ofPlatform().daemon().name("http-warm-up").start(() -> {
            try {
                new JerseyBridge(config(List.of(), Json.mapper(ZoneOffset.UTC))).stop();
            } catch (Exception e) {
                LOG.debug("warming up", e); // what is wrong will be told by the edge itself
            }
        });
    }

    private static ResourceConfig config(List<?> resources, ObjectMapper json) {
        JERSEY_PROVIDERS.setLevel(Level.SEVERE);
        ResourceConfig config = new ResourceConfig();
        config.addProperties(NOTHING_AUTOMATIC);
        config.register(new JacksonJsonProvider(json));
        config.register(new ProblemMapper());
        config.register(new Parameters());
        config.register(new BodyRequired());
        resources.forEach(config::register);
        return config;
    }

    private Exchanges api(List<?> resources, ObjectMapper json, RequestObserver observer) {
        SizeLimitHandler limit = new SizeLimitHandler(settings.maxBody(), -1);
        limit.setHandler(new JerseyBridge(config(resources, json)));
        CompressionHandler gzip = new CompressionHandler(limit);
        gzip.putCompression(quickGzip());
        gzip.putConfiguration("/*", compressed());
        return new Exchanges(gzip, observer);
    }

    private static GzipCompression quickGzip() {
        GzipEncoderConfig config = new GzipEncoderConfig();
        config.setCompressionLevel(GZIP_LEVEL);
        GzipCompression gzip = new GzipCompression();
        gzip.setDefaultEncoderConfig(config);
        return gzip;
    }

    private static CompressionConfig compressed() {
        CompressionConfig.Builder config = CompressionConfig.builder().compressIncludeMethod("GET");
        for (String type : List.of(
                "text/plain",
                "text/html",
                "text/css",
                "text/calendar",
                "text/javascript",
                "text/xml",
                "application/json",
                "application/xml",
                "application/javascript",
                "application/x-mpegurl",
                "application/vnd.apple.mpegurl",
                "audio/x-mpegurl",
                "image/svg+xml")) {
            config.compressIncludeMimeType(type);
        }
        return config.build();
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        pool.setName("http");
        pool.setDaemon(true);
        pool.setReservedThreads(1);
        pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-request-"));
        return pool;
    }

    /** Takes the port and begins to answer. @throws ListenException when the port cannot be had */
    public void start() {
        start(ListenSocket.open(settings.host(), settings.port()));
    }

    /** Begins to answer on a port taken before; it is the edge's from now on. */
    public void start(ListenSocket socket) {
        try {
            connector.open(socket.channel());
            server.start();
        } catch (Exception e) {
            socket.close();
            stop();
            throw new IllegalStateException("the HTTP edge did not start: " + e.getMessage(), e);
        }
    }

    /** The port listened on, once started. */
    public int port() {
        return connector.getLocalPort();
    }

    /** No new connection is taken from now on; those there are go on. */
    public void stopAccepting() {
        connector.close();
    }

    /**
     * Lets requests of the API under way end, up to the settings' time, then closes everything. Live streams are not
     * waited for: who can end them does so before. Idempotent.
     */
    public void stop() {
        stopAccepting();
        if (!exchanges.drain(settings.stopWait())) {
            LOG.warn("Some requests were not answered within {} and are cut off.", settings.stopWait());
        }
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP edge did not stop cleanly: " + e.getMessage(), e);
        }
    }
}
