package tv.exstream.server.iptv;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tv.exstream.server.artwork.ProgrammePictures;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.http.RequestObserver;
import tv.exstream.server.library.Artwork;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaItem;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ArtResourceTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, 4, 5, 6};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0};

    @TempDir
    Path dir;

    private final Map<Long, Path> posters = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Path media;
    private HttpEdge edge;

    /** Posters by media id. */
    private final class Shelf implements MediaCatalog {
        @Override
        public List<MediaItem> items() {
            return List.of();
        }

        @Override
        public Optional<MediaItem> item(long id) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> artwork(long id, Artwork kind) {
            return kind == Artwork.POSTER ? Optional.ofNullable(posters.get(id)) : Optional.empty();
        }

        @Override
        public long revision() {
            return 0;
        }
    }

    @BeforeEach
    void start() throws IOException {
        media = Files.createDirectories(dir.resolve("media"));
        edge = new HttpEdge(
                HttpSettings.of("127.0.0.1", 0),
                List.of(new ArtResource(
                        new ProgrammePictures(new Shelf(), () -> List.of(dir.resolve("unmounted"), media)))),
                List.of(),
                RequestObserver.none());
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        client.shutdownNow();
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void servesThePictureThatTheScanFound() throws Exception {
        posters.put(5L, Files.write(media.resolve("poster with space.jpg"), JPEG));
        HttpResponse<byte[]> answer = send("GET", "/iptv/art/5/poster.jpg");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(JPEG);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("max-age=");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(send("GET", "/iptv/art/5/poster.jpg", "If-None-Match", tag).statusCode())
                .isEqualTo(304);

        HttpResponse<byte[]> head = send("HEAD", "/iptv/art/5/poster.jpg");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).contains(tag);

        Files.write(media.resolve("poster with space.jpg"), PNG);
        HttpResponse<byte[]> changed = send("GET", "/iptv/art/5/poster.jpg", "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("Content-Type")).contains("image/png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/iptv/art/6/poster.jpg",
                "/iptv/art/5/backdrop.jpg",
                "/iptv/art/5/nonsense.jpg",
                "/iptv/art/x/poster.jpg",
                "/iptv/art/5/..%2F..%2Fsecret.jpg",
                "/iptv/art/99999999999999999999/poster.jpg",
            })
    void whatTheScanDidNotFindIsNotThere(String path) throws Exception {
        posters.put(5L, Files.write(media.resolve("poster.jpg"), JPEG));
        assertThat(send("GET", path).statusCode()).isIn(400, 404);
    }

    @Test
    void servesNothingButPicturesInsideTheLibrary() throws Exception {
        Path secret = Files.write(dir.resolve("secret.jpg"), JPEG);
        posters.put(1L, Files.createSymbolicLink(media.resolve("link.jpg"), secret));
        posters.put(2L, Files.writeString(media.resolve("text.jpg"), "no picture"));
        posters.put(3L, media.resolve("gone.jpg"));
        posters.put(4L, secret);
        for (int id = 1; id <= 4; id++) {
            assertThat(send("GET", "/iptv/art/" + id + "/poster.jpg").statusCode())
                    .isEqualTo(404);
        }
    }
}
