package tv.exstream.server.web;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TsOptions;
import tv.exstream.server.artwork.LogoPainter;
import tv.exstream.server.artwork.Logos;
import tv.exstream.server.hdhr.Device;
import tv.exstream.server.hdhr.DeviceId;
import tv.exstream.server.hdhr.HdhrPrefixedResource;
import tv.exstream.server.hdhr.HdhrResource;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.http.RequestObserver;
import tv.exstream.server.iptv.LogoResource;
import tv.exstream.server.iptv.M3uResource;
import tv.exstream.server.iptv.XmltvResource;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.Sessions;
import tv.exstream.server.session.SessionsResource;
import tv.exstream.server.stream.ChannelTimes;
import tv.exstream.server.stream.FixedCatalog;
import tv.exstream.server.stream.FixedGuide;
import tv.exstream.server.stream.HubEngine;
import tv.exstream.server.stream.NowResource;
import tv.exstream.server.stream.OnAir;
import tv.exstream.server.stream.StreamSettings;
import tv.exstream.server.stream.TsStreamHandler;
import tv.exstream.server.stream.TunerPool;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything players, scripts and people ask for over HTTP, on the real edge. */
@Timeout(30)
class OutsideHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NASTY = "Rock, \"Roll\" & <script>alert('x')</script>\nFilms";

    private final HubEngine engine = new HubEngine();
    private final FixedCatalog catalog =
            new FixedCatalog(FixedCatalog.channel("7", NASTY), FixedCatalog.channel("7.2", "日本 ελ ع"));
    private final FixedGuide guide = new FixedGuide("A <b>bold</b> & long title");
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:10:00Z"), ZoneOffset.UTC);
    private final Sessions sessions = new Sessions(SessionLimits.DEFAULT, clock);
    private final TunerPool tuners = new TunerPool(4, clock);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private LibraryState library = new LibraryState(1, false, 12);
    private static final ChannelTimes NO_TIMES = (number, at) -> ChannelTimes.Standing.UNKNOWN;
    private List<String> warnings = List.of();
    private HttpEdge edge;

    OutsideHttpTest(@TempDir Path data) {
        OnAir onAir = new OnAir(
                engine,
                catalog,
                number -> at -> Programme.offline(at, at.plusSeconds(60)),
                name -> java.util.Optional.of(OutputProfile.DEFAULT),
                Duration.ZERO,
                TsOptions.DEFAULT,
                number -> ChannelSlates.DEFAULT);
        Device device = new Device(DeviceId.of(1), "EXStreamTV", "0.1");
        edge = new HttpEdge(
                HttpSettings.of("127.0.0.1", 0),
                List.of(
                        new SessionsResource(sessions),
                        new NowResource(catalog, onAir, guide, NO_TIMES, clock),
                        new M3uResource(catalog),
                        new XmltvResource(
                                catalog,
                                guide,
                                (out, channels, from, to, links) -> out.write(("<tv from=\"" + from + "\" to=\"" + to
                                                + "\" logo=\""
                                                + links.logo(channels.getFirst()) + "\">"
                                                + "x".repeat(5000) + "</tv>")
                                        .getBytes(StandardCharsets.UTF_8)),
                                3,
                                clock),
                        new LogoResource(catalog, new Logos(data, new LogoPainter())),
                        new HdhrResource(device, 4, catalog),
                        new HdhrPrefixedResource(device, 4, catalog),
                        new StatusResource(catalog, guide, number -> warnings, NO_TIMES, sessions, () -> library, clock)),
                List.of(new TsStreamHandler(onAir, sessions, tuners, StreamSettings.DEFAULT)),
                RequestObserver.none());
    }

    @BeforeEach
    void start() {
        edge.start();
    }

    @AfterEach
    void stop() {
        engine.close();
        edge.stop();
        client.shutdownNow();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = to(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> getBytes(String path, String... headers) throws Exception {
        return client.send(to(path).headers(headers).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void assertWellFormed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var unused = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theM3uNamesEveryChannelOnTwoLines() throws Exception {
        HttpResponse<String> answer = get("/iptv/channels.m3u");
        String base = "http://127.0.0.1:" + edge.port();
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("audio/x-mpegurl");
        assertThat(answer.body().lines())
                .containsExactly(
                        "#EXTM3U url-tvg=\"" + base + "/iptv/xmltv.xml\" x-tvg-url=\"" + base + "/iptv/xmltv.xml\"",
                        "#EXTINF:-1 tvg-id=\"ch7\" tvg-chno=\"7\" tvg-name=\"Rock, 'Roll' & <script>alert('x')</script>"
                                + " Films\" tvg-logo=\"" + base + "/iptv/logo/7.png\" group-title=\"Group\",Rock"
                                + " \"Roll\" & <script>alert('x')</script> Films",
                        base + "/iptv/channel/7.ts",
                        "#EXTINF:-1 tvg-id=\"ch7.2\" tvg-chno=\"7.2\" tvg-name=\"日本 ελ ع\" tvg-logo=\"" + base
                                + "/iptv/logo/7.2.png\" group-title=\"Group\",日本 ελ ع",
                        base + "/iptv/channel/7.2.ts");
        assertThat(get("/iptv/channels.m3u?format=ts").statusCode()).isEqualTo(200);
        assertThat(get("/iptv/channels.m3u?format=avi").statusCode()).isEqualTo(400);
        HttpResponse<String> hls = get("/iptv/channels.m3u?format=hls");
        assertThat(hls.statusCode()).isEqualTo(200);
        assertThat(hls.body().lines().filter(line -> !line.startsWith("#")))
                .containsExactly(base + "/iptv/channel/7.m3u8", base + "/iptv/channel/7.2.m3u8");
    }

    @Test
    void addressesFollowTheReverseProxyButNotNonsense() throws Exception {
        String proxied = get(
                        "/iptv/channels.m3u",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        "tv.example.org, inner",
                        "X-Forwarded-Port",
                        "443",
                        "X-Forwarded-Prefix",
                        "/tv")
                .body();
        assertThat(proxied).contains("\nhttps://tv.example.org/tv/iptv/channel/7.ts\n");
        String nonsense = get("/iptv/channels.m3u", "X-Forwarded-Host", "evil\"><x", "X-Forwarded-Proto", "javascript")
                .body();
        assertThat(nonsense).contains("\nhttp://127.0.0.1:" + edge.port() + "/iptv/channel/7.ts\n");
    }

    @Test
    void theGuideIsBoundedCompressedAndRevalidated() throws Exception {
        for (String days : List.of("0", "15", "-1", "x", "1e9")) {
            assertThat(get("/iptv/xmltv.xml?days=" + days).statusCode())
                    .as(days)
                    .isEqualTo(400);
        }
        HttpResponse<String> plain = get("/iptv/xmltv.xml?days=2");
        assertThat(plain.body())
                .contains("from=\"2026-03-01T06:00:00Z\" to=\"2026-03-03T10:00:00Z\"")
                .contains("/iptv/logo/7.png");
        String tag = plain.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/iptv/xmltv.xml?days=2", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(get("/iptv/xmltv.xml?days=3", "If-None-Match", tag).statusCode())
                .isEqualTo(200);

        HttpResponse<byte[]> packed = getBytes("/iptv/xmltv.xml?days=2", "Accept-Encoding", "gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(plain.body());
        String packedTag = packed.headers().firstValue("ETag").orElseThrow();
        assertThat(getBytes("/iptv/xmltv.xml?days=2", "Accept-Encoding", "gzip", "If-None-Match", packedTag)
                        .statusCode())
                .isEqualTo(304);

        catalog.set(FixedCatalog.channel("8", "Other"));
        assertThat(get("/iptv/xmltv.xml?days=2", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void logosArePicturesWithATag() throws Exception {
        HttpResponse<byte[]> logo = getBytes("/iptv/logo/7.2.png", "Accept", "*/*");
        assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(logo.body())).getWidth())
                .isEqualTo(LogoPainter.SIZE);
        String tag = logo.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/iptv/logo/7.2.png", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("/iptv/logo/99.png").statusCode()).isEqualTo(404);
    }

    @Test
    void speaksAsAnHdHomeRun() throws Exception {
        for (String prefix : List.of("", "/hdhomerun")) {
            String base = "http://127.0.0.1:" + edge.port() + prefix;
            JsonNode device = JSON.readTree(get(prefix + "/discover.json").body());
            assertThat(device.get("DeviceID").textValue())
                    .isEqualTo(DeviceId.of(1).toString());
            assertThat(device.get("BaseURL").textValue()).isEqualTo(base);
            assertThat(device.get("LineupURL").textValue()).isEqualTo(base + "/lineup.json");
            assertThat(device.get("TunerCount").intValue()).isEqualTo(4);
            JsonNode lineup = JSON.readTree(get(prefix + "/lineup.json").body());
            assertThat(lineup).hasSize(2);
            assertThat(lineup.get(1).get("GuideNumber").textValue()).isEqualTo("7.2");
            assertThat(lineup.get(1).get("URL").textValue()).isEqualTo(base + "/auto/v7.2");
            assertThat(JSON.readTree(get(prefix + "/lineup_status.json").body())
                            .get("ScanInProgress")
                            .intValue())
                    .isZero();
            assertWellFormed(get(prefix + "/lineup.xml").body());
            String description = get(prefix + "/device.xml").body();
            assertWellFormed(description);
            assertThat(description).contains("<UDN>uuid:", "device:MediaServer:1");
            HttpResponse<String> scan = client.send(
                    to(prefix + "/lineup.post?scan=start&source=Cable")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(scan.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nowTellsWhatIsOnAndHow() throws Exception {
        HttpResponse<String> answer = get("/api/channels/7/now");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode now = JSON.readTree(answer.body());
        assertThat(now.get("channel").textValue()).isEqualTo("7");
        assertThat(now.get("state").textValue()).isEqualTo("STOPPED");
        assertThat(now.at("/programme/title").textValue()).contains("bold");
        assertThat(now.get("positionSeconds").doubleValue()).isEqualTo(600.0);
        assertThat(now.at("/video/mode").textValue()).isEqualTo("copy");
        assertThat(now.at("/audio/mode").textValue()).isEqualTo("transcode");
        assertThat(now.at("/health/lateMaxMillis").intValue()).isEqualTo(10);
        assertThat(Instant.parse(now.at("/programme/start").textValue())).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(engine.hub(7).tunes()).isZero();
        assertThat(get("/api/channels/99/now").statusCode()).isEqualTo(404);
        assertThat(get("/api/channels/x/now").statusCode()).isBetween(400, 404);
    }

    @Test
    void sessionsAreListedAndEnded() throws Exception {
        var stream = client.sendAsync(
                to("/iptv/channel/7.ts").header("User-Agent", "VLC/3").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        JsonNode list = JSON.readTree(get("/api/sessions").body());
        while (list.isEmpty()) {
            Thread.sleep(10);
            list = JSON.readTree(get("/api/sessions").body());
        }
        engine.hub(7).publish(2, true);
        JsonNode session = list.get(0);
        assertThat(session.get("userAgent").textValue()).isEqualTo("VLC/3");
        assertThat(session.get("channel").textValue()).isEqualTo("7");
        HttpRequest end =
                to("/api/sessions/" + session.get("id").textValue()).DELETE().build();
        assertThat(client.send(end, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(204);
        assertThat(stream.get().body().length).isLessThanOrEqualTo(376);
        assertThat(client.send(end, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePageEscapesEverythingAndNeedsNothingElse() throws Exception {
        HttpResponse<String> answer = get("/");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .doesNotContain("<script>alert")
                .contains("A &lt;b&gt;bold&lt;/b&gt; &amp; long title")
                .contains("max=\"1800\" value=\"600\"")
                .contains("10:00 to 10:30", "Next, 10:30")
                .contains("http://127.0.0.1:" + edge.port() + "/iptv/channels.m3u")
                .doesNotContain("https://");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void thePageShowsWhatAPersonShouldLookAt() throws Exception {
        assertThat(get("/").body()).doesNotContain("class=\"warning\"");
        warnings = List.of("collection <7> is empty");
        assertThat(get("/").body()).contains("class=\"warning\">collection &lt;7&gt; is empty<");
    }

    @Test
    void withoutChannelsThePageTellsWhatToDo() throws Exception {
        catalog.set();
        library = new LibraryState(0, false, 0);
        assertThat(get("/").body()).contains("--media DIR");
        library = new LibraryState(1, true, 5);
        assertThat(get("/").body()).contains("being scanned").contains("5 items found so far");
        library = new LibraryState(2, false, 0);
        assertThat(get("/").body()).contains("2 media folders scanned, 0 playable items found");
        assertThat(catalog.channel(ChannelNumber.of(7))).isEmpty();
    }
}
