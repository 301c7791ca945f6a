package tv.exstream.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code import} and {@code export} against a server that only keeps what it is told. */
@Timeout(60)
class ImportCommandTest {
    private static final String DOCUMENT = """
            exstreamtv: 1
            collections:
              - {name: All, rule: {kind: everything}}
            """;

    private final CommandLineRun cli = new CommandLineRun();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server");
        all.add(URI.create("http://127.0.0.1:" + server.getAddress().getPort()).toString());
        return cli.run(all.toArray(String[]::new));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("all.yaml"), text);
    }

    @Test
    void sendsTheDocumentAndSaysWhatBecameOfIt() throws IOException {
        answer = """
                {"dryRun":true,"changes":[
                 {"what":"collection","name":"All","outcome":"created"},
                 {"what":"channel","name":"5 Five","outcome":"created","became":"10"}],
                 "remarks":["channel 5: something"]}""";
        Path file = file(DOCUMENT);
        assertThat(run(
                        "import",
                        file.toString(),
                        "--dry-run",
                        "--on-conflict",
                        "renumber",
                        "--map",
                        "D:\\Videos=/srv/a b",
                        "--new-guide-ids"))
                .isZero();
        assertThat(cli.out().lines())
                .containsExactly("created    collection  All", "created    channel     5 Five, here 10");
        assertThat(cli.err()).isEqualToIgnoringNewLines("remark: channel 5: something");
        assertThat(asked.getFirst())
                .startsWith("POST /api/import?dryRun=true&onConflict=renumber&guideIds=new"
                        + "&map=D%3A%5CVideos%3D%2Fsrv%2Fa+b ")
                .contains("name: All");
    }

    @Test
    void aBadFileIsKnownBeforeTheServerIsAsked() throws IOException {
        Path file = file(DOCUMENT + "chanels: []\n");
        assertThat(run("import", file.toString())).isEqualTo(3);
        assertThat(cli.err()).contains(file + ": ", "line 4, column 1", "unknown key 'chanels'", "'channels'");
        assertThat(run("import", folder.resolve("none.yaml").toString())).isEqualTo(3);
        assertThat(cli.err()).contains("no such file");
        assertThat(run("import", folder.toString())).isEqualTo(3);
        assertThat(run("import", file.toString(), "--on-conflict", "merge")).isEqualTo(2);
        assertThat(run("import", file.toString(), "--map", "x")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusalsAreInTheServersWords() throws IOException {
        Path file = file(DOCUMENT);
        status = 409;
        answer = "{\"detail\":\"collection 'All' is here already\"}";
        assertThat(run("import", file.toString())).isEqualTo(1);
        assertThat(cli.err()).contains("collection 'All' is here already");
        status = 422;
        answer = "{\"detail\":\"the body makes no sense\"}";
        assertThat(run("import", file.toString())).isEqualTo(3);
        assertThat(cli.err()).contains(file + ": the file makes no sense");
    }

    @Test
    void exportsToAFileOrStandardOutput() throws IOException {
        answer = DOCUMENT;
        assertThat(run("export", "--channel", "5", "--channel", "7.1", "--no-secrets"))
                .isZero();
        assertThat(cli.out()).isEqualTo(DOCUMENT);
        assertThat(asked.getFirst()).startsWith("GET /api/export?secrets=false&channel=5,7.1 ");
        Path file = folder.resolve("out.yaml");
        assertThat(run("export", "-o", file.toString())).isZero();
        assertThat(file).hasContent(DOCUMENT);
        assertThat(run("export", "--channel", "five")).isEqualTo(2);
        status = 404;
        answer = "{\"detail\":\"there is no channel 9\"}";
        assertThat(run("export", "--channel", "9")).isEqualTo(1);
        assertThat(cli.err()).contains("there is no channel 9");
    }
}
