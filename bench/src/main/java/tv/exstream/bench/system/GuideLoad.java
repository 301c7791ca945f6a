package tv.exstream.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import tv.exstream.bench.guide.HundredChannels;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.server.guide.GridResource;
import tv.exstream.server.guide.GuideRehearsal;
import tv.exstream.server.guide.GuideResource;
import tv.exstream.server.guide.XmltvWriter;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.iptv.XmltvResource;

/**
 * The process that is measured: the guide of {@link HundredChannels} behind the server's HTTP edge, while as many channels as
 * are wanted play a clip, each watched. It prints {@link #LISTENING} with its port, {@link #STREAMING} once all channels
 * are on air, and ends when its standard input closes.
 */
public final class GuideLoad {
    static final String LISTENING = "LISTENING ";
    static final String STREAMING = "STREAMING ";

    private static final int STAGGER_MILLIS = 20;

    private GuideLoad() {}

    /** @param args clip, its length in seconds, channels that stream, cache folder */
    public static void main(String[] args) throws IOException, InterruptedException {
        int count = Integer.parseInt(args[2]);
        Lineup lineup = new Lineup(Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[1])), count, 999);
        try (HundredChannels hundred = new HundredChannels();
                Engine engine = LiveEngine.start(EngineOptions.defaults(Path.of(args[3]), HundredChannels.NOW));
                Audience audience = new Audience()) {
            HttpEdge edge = edge(hundred);
            edge.start();
            // as a server does when it starts
            Thread unusedRehearsal = Thread.ofPlatform()
                    .daemon()
                    .name("guide-rehearsal")
                    .start(() -> new GuideRehearsal(hundred.channels, hundred.guide).run(HundredChannels.NOW));
            System.out.println(LISTENING + edge.port());
            // only now: the first document is asked for while nothing streams
            int unused = System.in.read();
            audience.start();
            for (int i = 0; i < count; i++) {
                audience.seat(
                        engine.register(lineup.channel(i, OutputProfile.DEFAULT))
                                .tune(new ViewerInfo("watcher", "127.0.0.1", "bench", "ts")),
                        System.nanoTime());
                Thread.sleep(STAGGER_MILLIS);
            }
            System.out.println(STREAMING + count);
            while (System.in.read() >= 0) {
                // the parent closes our input when it has measured
            }
            edge.stop();
        }
    }

    private static HttpEdge edge(HundredChannels hundred) {
        Clock clock = Clock.fixed(HundredChannels.NOW, ZoneOffset.UTC);
        XmltvWriter writer = new XmltvWriter(ZoneId.of("Europe/Berlin"));
        return new HttpEdge(
                HttpSettings.of("127.0.0.1", 0),
                List.of(
                        new GuideResource(hundred.channels, hundred.guide, clock),
                        new GridResource(hundred.channels, hundred.guide, clock),
                        new XmltvResource(
                                hundred.channels,
                                hundred.guide,
                                (out, listed, from, to, links) ->
                                        writer.write(out, listed, hundred.guide, from, to, links),
                                7,
                                clock)),
                List.of(),
                (method, status, nanos) -> {});
    }
}
