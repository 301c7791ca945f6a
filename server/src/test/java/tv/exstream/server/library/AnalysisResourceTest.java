package tv.exstream.server.library;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.config.Settings.Library.Analysis;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.library.analysis.AnalysisDemand;
import tv.exstream.server.library.analysis.AnalysisOptions;
import tv.exstream.server.library.analysis.AnalysisPace;
import tv.exstream.server.library.analysis.AnalysisResource;
import tv.exstream.server.library.analysis.BlackAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class AnalysisResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private LibraryFixture lib;
    private BlackAnalysis analysis;
    private HttpEdge edge;

    @BeforeEach
    void start() throws Exception {
        lib = new LibraryFixture(dir);
        lib.old(FakeEngine.write(lib.root.resolve("a.mkv"), "seconds=60;video=1;audio=1;blacks=10,40;"));
        lib.scan();
        analysis = new BlackAnalysis(
                lib.database,
                lib.engine,
                lib.library,
                InstantSource.system(),
                new AnalysisOptions(Analysis.OFF, Duration.ZERO, Duration.ofMillis(20), Duration.ofHours(1)),
                new AnalysisPace(Analysis.OFF, () -> new AnalysisPace.Load(false, 0)));
        analysis.start(new AnalysisDemand() {
            @Override
            public SequencedSet<Long> media() {
                return new LinkedHashSet<>();
            }

            @Override
            public long revision() {
                return 1;
            }
        });
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, ZoneOffset.UTC, 1000, Duration.ofSeconds(5));
        edge = new HttpEdge(
                settings, List.of(new AnalysisResource(analysis)), List.of(), (method, status, nanos) -> {});
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        client.close();
        analysis.close();
        lib.close();
    }

    private JsonNode send(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    @Test
    void looksAtAnItemWhenAskedToAndTellsWhereItBreaks() throws Exception {
        long id = lib.library.items().getFirst().id();
        String breaks = "/api/media/" + id + "/breaks";
        assertThat(send("GET", breaks, 200).path("state").asText()).isEqualTo("UNKNOWN");
        JsonNode status = send("GET", "/api/library/analysis", 200);
        assertThat(status.path("mode").asText()).isEqualTo("OFF");
        assertThat(status.path("state").asText()).isEqualTo("OFF");
        assertThat(send("POST", "/api/media/" + id + "/analysis", 202)
                        .path("mediaId")
                        .asLong())
                .isEqualTo(id);
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!send("GET", breaks, 200).path("state").asText().equals("DONE")) {
            assertThat(System.nanoTime()).isLessThan(patience);
            Thread.sleep(10);
        }
        JsonNode found = send("GET", breaks, 200);
        assertThat(found.path("breaks")).extracting(JsonNode::asText).containsExactly("PT11S", "PT41S");
        assertThat(found.path("spans").get(0).path("start").asText()).isEqualTo("PT10S");
        assertThat(found.path("spans").get(0).path("silent").asBoolean()).isTrue();
        assertThat(found.path("seen").asText()).isEqualTo("PT1M");
    }

    @Test
    void anItemThatIsNotThereIsAClearAnswer() throws Exception {
        assertThat(send("GET", "/api/media/4711/breaks", 404).path("detail").asText())
                .contains("4711")
                .contains("/api/media");
        assertThat(send("POST", "/api/media/4711/analysis", 404).path("status").asInt())
                .isEqualTo(404);
    }
}
