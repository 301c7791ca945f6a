package tv.exstream.server.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.server.session.Session;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.Sessions;
import tv.exstream.server.stream.HubEngine;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class EventsHandlerTest {
    private final EventLog log = new EventLog(ZoneOffset.UTC);
    private final EventsHandler handler = new EventsHandler(log, Duration.ofMillis(200));
    private final Server server = new Server();
    private int port;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(2_000);
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        await(() -> !log.hasListeners());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private record News(String channel, String what) {}

    private void add(Event.Topic topic, String channel, String what) {
        log.add(topic, Optional.of(channel), new News(channel, what));
    }

    /** One listener. */
    private final class Listener implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader in;
        private final String status;

        Listener(String query, String headers) throws IOException {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /api/events" + query + " HTTP/1.0\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            status = in.readLine();
        }

        /** The next line that begins so. */
        String next(String prefix) throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(prefix)) {
                    return line.substring(prefix.length());
                }
            }
            return "(ended)";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void tellsWhatHappensToWhoWantsIt() throws Exception {
        try (Listener all = new Listener("", "");
                Listener faults = new Listener("?topics=fault&channel=7", "")) {
            assertThat(all.status).contains("200");
            assertThat(all.next("Content-Type: ")).isEqualTo("text/event-stream;charset=utf-8");
            await(() -> handler.listeners() == 2);
            add(Event.Topic.CHANNEL, "7", "on \u00e4ir");
            add(Event.Topic.FAULT, "8", "stall");
            add(Event.Topic.FAULT, "7", "stall");
            assertThat(all.next("event: ")).isEqualTo("channel");
            assertThat(all.next("data: ")).isEqualTo("{\"channel\":\"7\",\"what\":\"on \u00e4ir\"}");
            assertThat(all.next("data: ")).contains("\"8\"");
            assertThat(faults.next("id: ")).isEqualTo("3");
            assertThat(faults.next("event: ")).isEqualTo("fault");
            assertThat(faults.next("data: ")).contains("\"7\"");
        }
    }

    @Test
    void aQuietLineHasAHeartbeatAndIsNotCut() throws Exception {
        try (Listener listener = new Listener("", "")) {
            for (int i = 0; i < 15; i++) {
                assertThat(listener.next(": ")).isEqualTo("still here");
            }
            add(Event.Topic.CHANNEL, "7", "late");
            assertThat(listener.next("data: ")).contains("late");
        }
        await(() -> handler.listeners() == 0);
    }

    @Test
    void goesOnWhereAConnectionBrokeAndTellsWhatWasMissed() throws Exception {
        for (int i = 0; i < EventLog.CAPACITY + 100; i++) {
            add(Event.Topic.CHANNEL, "7", "number " + i);
        }
        long newest = EventLog.CAPACITY + 100;
        try (Listener near = new Listener("", "Last-Event-ID: " + (newest - 2) + "\r\n");
                Listener far = new Listener("", "Last-Event-ID: 10\r\n");
                Listener strange = new Listener("", "Last-Event-ID: x\r\n")) {
            assertThat(near.next("id: ")).isEqualTo("" + (newest - 1));
            assertThat(near.next("id: ")).isEqualTo("" + newest);
            assertThat(far.next("event: ")).isEqualTo("lost");
            assertThat(far.next("data: ")).isEqualTo("{\"count\":90}");
            assertThat(far.next("id: ")).isEqualTo("101");
            await(() -> handler.listeners() == 3);
            add(Event.Topic.CHANNEL, "7", "new");
            assertThat(strange.next("id: ")).isEqualTo("" + (newest + 1));
        }
    }

    @Test
    void aListenerWhoDoesNotReadIsNotFeltAndHoldsNoQueue() throws Exception {
        try (Listener lazy = new Listener("", "");
                Listener eager = new Listener("?channel=8", "")) {
            await(() -> handler.listeners() == 2);
            String padding = "x".repeat(8_000);
            for (int i = 0; i < 3_000; i++) {
                add(Event.Topic.CHANNEL, "7", padding);
            }
            add(Event.Topic.CHANNEL, "8", "through");
            assertThat(eager.next("data: ")).contains("through");
            assertThat(lazy.next("event: ")).isIn("channel", "lost");
        }
    }

    @Test
    void manyListenersNeedNoThreadEach() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        int before = Thread.activeCount();
        try {
            for (int i = 0; i < 100; i++) {
                listeners.add(new Listener("", ""));
            }
            await(() -> handler.listeners() == 100);
            add(Event.Topic.SESSION, "7", "hello");
            for (Listener listener : listeners) {
                assertThat(listener.next("data: ")).contains("hello");
            }
            assertThat(Thread.activeCount() - before).isLessThan(50);
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
        await(() -> handler.listeners() == 0);
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/api/events?topics=weather");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("there is no topic 'weather'").contains("session, channel, fault");
        }
    }

    @Test
    void sessionsChannelsAndFaultsBecomeEvents() {
        try (HubEngine engine = new HubEngine()) {
            ChannelNumber seven = ChannelNumber.of(7);
            HubEngine.HubChannel channel = engine.register(new ChannelSpec(
                    seven,
                    "Seven",
                    OutputProfile.DEFAULT,
                    at -> Programme.offline(at, at.plusSeconds(60)),
                    Duration.ZERO));
            Sessions sessions = new Sessions(SessionLimits.DEFAULT, Clock.systemUTC());
            EventSources sources = new EventSources(log, sessions, engine, Clock.systemUTC());
            sources.look();
            Session session = (Session) sessions.admit(seven, "10.0.0.1", "player", "ts");
            assertThat(log.event(1)).hasValueSatisfying(event -> {
                assertThat(event.topic()).isEqualTo(Event.Topic.SESSION);
                assertThat(event.json()).contains("\"type\":\"opened\"").contains("10.0.0.1");
            });
            sources.look();
            assertThat(log.next()).isEqualTo(2);
            try (var feed = channel.tune(session.viewer())) {
                assertThat(feed.ended()).isFalse();
                channel.count(tv.exstream.engine.FaultClass.STALL);
                sources.look();
            }
            assertThat(log.event(2)).hasValueSatisfying(event -> {
                assertThat(event.topic()).isEqualTo(Event.Topic.CHANNEL);
                assertThat(event.json()).contains("\"state\":\"ON_AIR\"");
            });
            assertThat(log.event(3)).hasValueSatisfying(event -> {
                assertThat(event.topic()).isEqualTo(Event.Topic.FAULT);
                assertThat(event.json()).contains("\"kind\":\"STALL\"").contains("\"count\":1");
            });
            session.close();
            assertThat(log.event(4))
                    .hasValueSatisfying(event -> assertThat(event.json()).contains("\"type\":\"closed\""));
        }
    }
}
