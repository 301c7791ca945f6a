package tv.exstream.server.library;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class LibraryResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private LibraryFixture lib;
    private HttpEdge edge;

    @BeforeEach
    void start() throws Exception {
        lib = new LibraryFixture(dir);
        lib.clip("Show/Season 1/Show - S01E01 - One.mkv");
        lib.clip("Show/Season 1/Show - S01E02 - Two.mkv");
        lib.clip("Movies/Film (1999).mkv");
        lib.file("empty.mp4", "");
        lib.scan();
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, ZoneOffset.UTC, 1000, Duration.ofSeconds(5));
        edge = new HttpEdge(
                settings, List.of(new LibraryResource(lib.library)), List.of(), (method, status, nanos) -> {});
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        client.close();
        lib.close();
    }

    @Test
    void listsFoldersWithCountsAndIssues() throws Exception {
        JsonNode library = get("/api/libraries", 200).get(0);
        assertThat(library.path("path").asText()).isEqualTo(lib.root.toString());
        assertThat(library.path("state").asText()).isEqualTo("ONLINE");
        assertThat(library.path("available").asInt()).isEqualTo(3);
        assertThat(library.path("refused").asInt()).isEqualTo(1);
        assertThat(library.path("issues").asInt()).isEqualTo(1);
        assertThat(library.path("scannedAt").asText()).endsWith("Z");
        assertThat(library.has("scan")).isFalse();
        JsonNode issue = get("/api/libraries/" + lib.folder + "/issues", 200).get(0);
        assertThat(issue.path("path").asText()).isEqualTo("empty.mp4");
        assertThat(issue.path("kind").asText()).isEqualTo("EMPTY");
        assertThat(issue.path("remedy").asText()).isNotBlank();
    }

    @Test
    void pagesAndFiltersMedia() throws Exception {
        JsonNode page = get("/api/media?limit=2&offset=1", 200);
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.path("items").get(0).path("title").asText()).isEqualTo("Two");
        assertThat(get("/api/media?kind=movie", 200)
                        .path("items")
                        .get(0)
                        .path("year")
                        .asInt())
                .isEqualTo(1999);
        assertThat(get("/api/media?show=show", 200).path("total").asInt()).isEqualTo(2);
        assertThat(get("/api/media?query=FIL", 200).path("total").asInt()).isEqualTo(1);
        long id = page.path("items").get(0).path("id").asLong();
        JsonNode item = get("/api/media/" + id, 200);
        assertThat(item.path("title").asText()).isEqualTo("Two");
        assertThat(item.path("duration").asText()).isEqualTo("PT1M");
        assertThat(item.path("kind").asText()).isEqualTo("EPISODE");
    }

    @Test
    void refusesBadParameters() throws Exception {
        assertThat(detail("GET", "/api/media?kind=opera", "", 400))
                .contains("opera")
                .contains("EPISODE");
        assertThat(detail("GET", "/api/media?limit=0", "", 400)).contains("limit 0");
        assertThat(detail("GET", "/api/media?offset=-1", "", 400)).contains("offset -1");
        assertThat(detail("GET", "/api/media/999999", "", 404)).contains("999999");
        assertThat(detail("GET", "/api/libraries/999/issues", "", 404)).contains("999");
        assertThat(detail("POST", "/api/libraries/999/scan", "", 404)).contains("999");
        assertThat(detail("DELETE", "/api/libraries/999", "", 404)).contains("999");
    }

    @Test
    void addsScansAndRemovesFolders() throws Exception {
        Path more = Files.createDirectories(dir.resolve("more"));
        lib.old(FakeEngine.clip(more.resolve("Extra Film (2001).mkv"), 30));
        HttpResponse<String> created = send("POST", "/api/libraries", body(more.toString()));
        assertThat(created.statusCode()).isEqualTo(201);
        long id = JSON.readTree(created.body()).path("id").asLong();
        assertThat(created.headers().firstValue("Location").orElse("")).endsWith("/api/libraries/" + id);
        assertThat(send("POST", "/api/libraries/" + id + "/scan", "").statusCode())
                .isEqualTo(202);
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (get("/api/media?query=Extra", 200).path("total").asInt() != 1 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(get("/api/media?query=Extra", 200).path("total").asInt()).isEqualTo(1);

        assertThat(send("DELETE", "/api/libraries/" + id, "").statusCode()).isEqualTo(204);
        assertThat(get("/api/media?query=Extra", 200).path("total").asInt()).isZero();
        assertThat(Files.exists(more.resolve("Extra Film (2001).mkv"))).isTrue();
    }

    @Test
    void refusesFoldersThatCannotBe() throws Exception {
        Path missing = dir.resolve("missing");
        assertThat(detail("POST", "/api/libraries", body(missing.toString()), 422))
                .contains(missing.toString())
                .contains("does not exist");
        assertThat(detail("POST", "/api/libraries", body(lib.root.toString()), 409))
                .contains(lib.root.toString());
        assertThat(detail(
                        "POST", "/api/libraries", body(lib.root.resolve("Show").toString()), 422))
                .contains("lies inside");
        assertThat(detail("POST", "/api/libraries", body("relative/path"), 422)).contains("absolute");
        assertThat(detail("POST", "/api/libraries", body(""), 422)).contains("absolute");
        assertThat(detail("POST", "/api/libraries", "{\"path\":\"/a\\u0000b\"}", 422))
                .contains("not a path");
        assertThat(detail("POST", "/api/libraries", "{}", 400)).contains("path");
        assertThat(lib.library.folders()).hasSize(1);
    }

    private static String body(String path) {
        return "{\"path\":\"" + path + "\"}";
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private String detail(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
        return JSON.readTree(answer.body()).path("detail").asText();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
