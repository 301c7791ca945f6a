package tv.exstream.server.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.EngineException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(20)
class HttpEdgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Things things = new Things();
    private final List<String> observed = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpEdge edge = edge(0);

    @BeforeEach
    void start() {
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        client.close();
    }

    private HttpEdge edge(int port) {
        HttpSettings settings = new HttpSettings("127.0.0.1", port, ZoneId.of("+01:00"), 2000, Duration.ofSeconds(5));
        return new HttpEdge(
                settings,
                List.of(things),
                List.of(new Raw()),
                (method, status, nanos) -> observed.add(method + " " + status + " " + (nanos > 0)));
    }

    @Test
    void answersJsonWithOffsetTimesAndWithoutEmptyOptionals() throws Exception {
        HttpResponse<String> answer = get("/things/7.2");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"number\":\"7.2\",\"at\":\"2026-01-01T12:00:00+01:00\",\"length\":\"PT1M30S\",\"size\":3}");
    }

    @Test
    void speaksHttp2InTheClear() throws Exception {
        HttpResponse<String> upgraded = client.send(
                HttpRequest.newBuilder(uri("/things/1"))
                        .version(HttpClient.Version.HTTP_2)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(upgraded.statusCode()).isEqualTo(200);
        assertThat(upgraded.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void runsResourcesOnVirtualThreads() throws Exception {
        assertThat(get("/things/thread").body()).isEqualTo("true");
    }

    @Test
    void saysWhatAnUnknownPathCouldBe() throws Exception {
        JsonNode problem = problem(get("/nowhere/at-all"), 404);

        assertThat(problem.path("title").asText()).isEqualTo("Not Found");
        assertThat(problem.path("detail").asText()).contains("/nowhere/at-all").contains("/openapi.json");
        assertThat(problem.has("headers")).isFalse();
    }

    @Test
    void saysWhichMethodsAPathAllows() throws Exception {
        HttpResponse<String> answer = send("DELETE", "/things/7", "", "application/json");

        assertThat(problem(answer, 405).path("detail").asText())
                .contains("DELETE")
                .contains("GET");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @Test
    void refusesMediaTypesWithAProblem() throws Exception {
        assertThat(problem(send("POST", "/things", "x", "text/plain"), 415)
                        .path("detail")
                        .asText())
                .contains("application/json");
        HttpRequest wantsPng = HttpRequest.newBuilder(uri("/things/7"))
                .header("Accept", "image/png")
                .build();
        assertThat(problem(client.send(wantsPng, HttpResponse.BodyHandlers.ofString()), 406)
                        .path("detail")
                        .asText())
                .contains("image/png");
    }

    @Test
    void namesThePlaceOfBrokenJson() throws Exception {
        String detail = detail(post("{\n  \"name\": oops}"), 400);

        assertThat(detail).contains("not valid JSON").contains("line 2").contains("oops");
    }

    @Test
    void namesUnknownAndUnfitPropertiesOfABody() throws Exception {
        assertThat(detail(post("{\"nme\":\"x\",\"name\":\"x\",\"count\":1}"), 400))
                .contains("'nme'")
                .contains("name");
        assertThat(detail(post("{\"count\":1}"), 400)).contains("'name' is missing");
        assertThat(detail(post("{\"name\":\"x\"}"), 400)).contains("'count' is missing");
        assertThat(detail(post("{\"name\":\"x\",\"count\":\"many\"}"), 400))
                .contains("'many'")
                .contains("'count'");
        assertThat(detail(post("{\"name\":\"\",\"count\":1}"), 400)).contains("a thing needs a name");
        assertThat(detail(post("{\"name\":\"x\",\"count\":1,\"number\":7.1}"), 400))
                .contains("number");
        assertThat(detail(post("{\"name\":\"x\",\"count\":1} trailing"), 400)).contains("not valid JSON");
        assertThat(post("{\"name\":\"x\",\"count\":1,\"number\":\"7.10\"}").body())
                .isEqualTo("7.10");
    }

    @Test
    void refusesAMissingBody() throws Exception {
        assertThat(detail(post(""), 400)).contains("no body");
        assertThat(detail(post("null"), 400)).contains("no body");
        assertThat(detail(post("{\"name\":"), 400)).contains("not valid JSON").doesNotContain("Source");
    }

    @Test
    void refusesBodiesOverTheLimit() throws Exception {
        assertThat(problem(post("{\"name\":\"" + "x".repeat(3000) + "\",\"count\":1}"), 413)
                        .path("status")
                        .asInt())
                .isEqualTo(413);
    }

    @Test
    void namesTheParameterThatCannotBeParsed() throws Exception {
        assertThat(detail(get("/things/none-such"), 400)).contains("'number'").contains("1 to 99999");
        assertThat(detail(get("/things/7?from=yesterday"), 400))
                .contains("'from'")
                .contains("ISO-8601");
    }

    @Test
    void mapsOurExceptionsToTheirStatus() throws Exception {
        assertThat(detail(get("/things/fail/problem"), 409)).isEqualTo("number 7 is taken; choose another");
        assertThat(get("/things/fail/busy").headers().firstValue("Retry-After")).hasValue("5");
        assertThat(detail(get("/things/fail/gone"), 404)).isEqualTo("no such file");
        assertThat(detail(get("/things/fail/malformed"), 422)).isEqualTo("not a video");
        assertThat(detail(get("/things/fail/closed"), 503)).isEqualTo("the engine is closed");
        assertThat(detail(get("/things/fail/argument"), 400)).contains("channel number 0.0");
    }

    @Test
    void hidesTheUnexpectedBehindAnIncident() throws Exception {
        for (String kind : List.of("bug", "library-argument", "engine-bug")) {
            String detail = detail(get("/things/fail/" + kind), 500);
            assertThat(detail).contains("incident").doesNotContain("secret");
        }
        assertThat(detail(get("/raw/bug"), 500)).contains("incident").doesNotContain("secret");
        assertThat(detail(get("/raw/busy"), 503)).isEqualTo("all tuners are in use");
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        HttpResponse<String> head = send("HEAD", "/things/7.2", "", "application/json");
        HttpResponse<String> get = get("/things/7.2");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"))
                .isPresent();
        assertThat(send("HEAD", "/nowhere", "", "text/plain").statusCode()).isEqualTo(404);
    }

    @Test
    void compressesTextWhenAskedTo() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/things/long"))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a line\n".repeat(2000));
        }
        assertThat(get("/things/long").body()).isEqualTo("a line\n".repeat(2000));
    }

    @Test
    void asksRawHandlersFirst() throws Exception {
        assertThat(get("/raw/hello").body()).isEqualTo("raw");
    }

    @Test
    void refusesBrokenHttpWithAProblem() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains(Problem.MEDIA_TYPE)
                    .contains("\"status\":400");
        }
    }

    @Test
    void saysThatAPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpEdge second = edge(taken.getLocalPort());
            assertThatThrownBy(second::start)
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use")
                    .hasMessageContaining("--port");
            second.stop();
        }
    }

    @Test
    void letsRequestsEndWhenItStops() throws Exception {
        int port = edge.port();
        CompletableFuture<HttpResponse<String>> slow = client.sendAsync(
                HttpRequest.newBuilder(uri("/things/slow")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(things.slowEntered.await(5, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(edge::stop);
        Thread.sleep(200);
        things.slowMayEnd.countDown();

        assertThat(slow.get(5, TimeUnit.SECONDS).body()).isEqualTo("slow");
        stopped.get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void tellsTheObserverOfEachAnswer() throws Exception {
        get("/things/7");
        get("/nowhere");
        for (int i = 0; i < 100 && observed.size() < 2; i++) {
            Thread.sleep(20); // the observer is told after the client has the last byte
        }
        assertThat(observed).containsExactly("GET 200 true", "GET 404 true");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + edge.port() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send("POST", "/things", body, "application/json");
    }

    private HttpResponse<String> send(String method, String path, String body, String type) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", type)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isNotEmpty();
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotEmpty();
        return problem;
    }

    private static String detail(HttpResponse<String> answer, int status) throws Exception {
        return problem(answer, status).path("detail").asText();
    }

    record Thing(ChannelNumber number, Instant at, Duration length, OptionalInt size, Optional<String> none) {}

    record NewThing(String name, int count, @Nullable ChannelNumber number) {
        NewThing {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a thing needs a name");
            }
        }
    }

    /** A resource with every way to go wrong. */
    @Path("things")
    public static final class Things {
        final CountDownLatch slowEntered = new CountDownLatch(1);
        final CountDownLatch slowMayEnd = new CountDownLatch(1);

        @GET
        @Path("{number}")
        @Produces(MediaType.APPLICATION_JSON)
        public Object thing(@PathParam("number") ChannelNumber number, @QueryParam("from") @Nullable Instant from) {
            return new Thing(
                    number,
                    from == null ? Instant.parse("2026-01-01T11:00:00Z") : from,
                    Duration.ofSeconds(90),
                    OptionalInt.of(3),
                    Optional.empty());
        }

        @GET
        @Path("thread")
        @Produces(MediaType.TEXT_PLAIN)
        public String thread() {
            return Boolean.toString(Thread.currentThread().isVirtual());
        }

        @GET
        @Path("long")
        @Produces(MediaType.TEXT_PLAIN)
        public String text() {
            return "a line\n".repeat(2000);
        }

        @GET
        @Path("slow")
        @Produces(MediaType.TEXT_PLAIN)
        public String slow() throws InterruptedException {
            slowEntered.countDown();
            assertThat(slowMayEnd.await(10, TimeUnit.SECONDS)).isTrue();
            return "slow";
        }

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        @Produces(MediaType.TEXT_PLAIN)
        public String create(NewThing thing) {
            return thing.number() == null ? "" : thing.number().toString();
        }

        @GET
        @Path("fail/{how}")
        @Produces(MediaType.APPLICATION_JSON)
        public Object fail(@PathParam("how") String how) {
            throw switch (how) {
                case "problem" -> ProblemException.conflict("number 7 is taken; choose another");
                case "busy" -> ProblemException.unavailable("all tuners are in use", 5);
                case "gone" -> new EngineException(EngineException.Kind.NOT_FOUND, "no such file");
                case "malformed" -> new EngineException(EngineException.Kind.MALFORMED, "not a video");
                case "closed" -> new EngineException(EngineException.Kind.UNAVAILABLE, "the engine is closed");
                case "engine-bug" -> new EngineException(EngineException.Kind.INTERNAL, "secret");
                case "argument" -> argument();
                case "library-argument" -> libraryArgument();
                default -> new IllegalStateException("secret");
            };
        }

        private static RuntimeException argument() {
            return new IllegalStateException(ChannelNumber.of(0).toString());
        }

        private static RuntimeException libraryArgument() {
            return new IllegalStateException("secret " + new java.util.ArrayList<String>(-1));
        }
    }

    private static final class Raw extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            switch (Request.getPathInContext(request)) {
                case "/raw/hello" ->
                    response.write(true, ByteBuffer.wrap("raw".getBytes(StandardCharsets.UTF_8)), callback);
                case "/raw/bug" -> throw new IllegalStateException("secret");
                case "/raw/busy" -> throw ProblemException.unavailable("all tuners are in use");
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
