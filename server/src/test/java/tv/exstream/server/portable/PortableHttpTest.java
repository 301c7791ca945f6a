package tv.exstream.server.portable;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.http.RequestObserver;

import static org.assertj.core.api.Assertions.assertThat;

/** Export and import on the real edge with a real database. */
@Timeout(60)
class PortableHttpTest {
    private static final String DOCUMENT = """
            exstreamtv: 1
            collections:
              - {name: All, rule: {kind: everything}}
            channels:
              - {number: 5, name: Five, definition: {kind: continuous, collection: All, order: shuffle}}
              - {number: 6, name: Six, definition: {kind: continuous, collection: All, order: chronological}}
            """;

    @TempDir
    Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private Installation installation;
    private HttpEdge edge;

    @BeforeEach
    void start() throws Exception {
        FakeLibrary library = new FakeLibrary();
        library.movie("Heat", 1995, List.of("Crime"), Duration.ofHours(2));
        installation = new Installation(data, library);
        edge = new HttpEdge(
                HttpSettings.of("127.0.0.1", 0),
                List.of(new PortableResource(installation.export, installation.into)),
                List.of(),
                RequestObserver.none());
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        installation.close();
        client.close();
    }

    private HttpResponse<String> get(String query, String accept) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/api/export" + query))
                        .header("Accept", accept)
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode post(String query, String document, String type, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/api/import" + query))
                        .header("Content-Type", type)
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofString(document))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void documentsGoInAndOut() throws Exception {
        JsonNode tried = post("?dryRun=true", DOCUMENT, "application/yaml", 200);
        assertThat(tried.path("dryRun").asBoolean()).isTrue();
        assertThat(installation.channels.channels()).isEmpty();
        JsonNode report = post("", DOCUMENT, "application/yaml", 200);
        assertThat(report.path("changes")).isEqualTo(tried.path("changes"));
        assertThat(report.at("/changes/1").toString())
                .isEqualTo("{\"what\":\"channel\",\"name\":\"5 Five\",\"outcome\":\"created\"}");

        HttpResponse<String> yaml = get("", "*/*");
        assertThat(yaml.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
        assertThat(yaml.body()).startsWith("# Collections, schedules").contains("name: Five", "name: Six");
        HttpResponse<String> json = get("?channel=6", "application/json");
        JsonNode one = new ObjectMapper().readTree(json.body());
        assertThat(one.path("channels")).hasSize(1);
        assertThat(one.at("/channels/0/definition/collection").asText()).isEqualTo("All");
        JsonNode again = post("", json.body(), "application/json", 200);
        assertThat(again.at("/changes/1/outcome").asText()).isEqualTo("unchanged");
    }

    @Test
    void whatCannotBeIsAnsweredOnceWithItsPlace() throws Exception {
        assertThat(post("", DOCUMENT.replace("All, order: shuffle", "Al, order: shuffle"), "application/yaml", 400)
                        .path("detail")
                        .asText())
                .contains("channels[0].definition.collection", "line 5, column", "the nearest is 'All'");
        assertThat(post("?onConflict=merge", DOCUMENT, "application/yaml", 400)
                        .path("detail")
                        .asText())
                .isEqualTo("'merge' is none of fail, skip, replace, renumber");
        assertThat(post(
                                "?map=" + URLEncoder.encode("nowhere", StandardCharsets.UTF_8),
                                DOCUMENT,
                                "application/yaml",
                                400)
                        .path("detail")
                        .asText())
                .contains("give FROM=TO");
        post("?guideIds=none", DOCUMENT, "application/yaml", 400);
        post("", DOCUMENT, "application/yaml", 200);
        assertThat(post("", DOCUMENT.replace("name: Six", "name: Sixty"), "application/yaml", 409)
                        .path("detail")
                        .asText())
                .startsWith("channel 6 Sixty is here already");
        assertThat(get("?channel=7", "*/*").statusCode()).isEqualTo(404);
        assertThat(get("?channel=x", "*/*").statusCode()).isEqualTo(400);
    }
}
