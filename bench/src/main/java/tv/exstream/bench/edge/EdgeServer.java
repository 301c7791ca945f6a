package tv.exstream.bench.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.Sessions;
import tv.exstream.server.stream.OnAir;
import tv.exstream.server.stream.StreamSettings;
import tv.exstream.server.stream.TsStreamHandler;
import tv.exstream.server.stream.TunerPool;

/**
 * The process that is measured: the server's HTTP edge in front of channels that publish a clip. It prints
 * {@link #LISTENING} with its port, and ends when its standard input closes.
 */
public final class EdgeServer {
    static final String LISTENING = "LISTENING ";

    private static final int QUEUE_BYTES = 16 << 20;

    private EdgeServer() {}

    /** @param args clip, its length in seconds, number of channels, {@code live} or {@code saturate}, port */
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[2]);
        boolean saturate = args[3].equals("saturate");
        ChunkPool pool = new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES);
        List<ViewerHub> hubs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hubs.add(new ViewerHub(pool, QUEUE_BYTES, 90_000, QUEUE_BYTES));
        }
        ClipStation station =
                new ClipStation(Path.of(args[0]), Double.parseDouble(args[1]), pool, hubs, saturate, QUEUE_BYTES);
        StationCatalog catalog = new StationCatalog(count);
        OnAir onAir = new OnAir(
                new StationEngine(hubs),
                catalog,
                number -> at -> Programme.offline(at, at.plusSeconds(60)),
                name -> Optional.of(OutputProfile.DEFAULT),
                Duration.ofMinutes(1),
                TsOptions.DEFAULT,
                number -> ChannelSlates.DEFAULT);
        Sessions sessions = new Sessions(new SessionLimits(5000, 5000), Clock.systemUTC());
        HttpEdge edge = new HttpEdge(
                HttpSettings.of("127.0.0.1", Integer.parseInt(args[4])),
                List.of(),
                List.of(new TsStreamHandler(
                        onAir, sessions, new TunerPool(1, Clock.systemUTC()), StreamSettings.DEFAULT)),
                (method, status, nanos) -> {});
        edge.start();
        Thread.ofPlatform().name("mux-0").daemon().start(station);
        System.out.println(LISTENING + edge.port());
        while (System.in.read() >= 0) {
            // the parent closes our input when it has measured
        }
        station.stop();
        sessions.endAll();
        edge.stop();
    }
}
