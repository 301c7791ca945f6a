package tv.exstream.server.portable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.portable.from.PlaylistResource;
import tv.exstream.server.portable.from.Product;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From the files of other products into an installation. */
@Timeout(120)
class ForeignInstallationTest {
    @TempDir
    Path folder;

    private final FakeLibrary library = new FakeLibrary();
    private Installation here;

    @BeforeEach
    void open() throws IOException {
        for (int episode = 1; episode <= 3; episode++) {
            library.episode("Cheers", 2, episode, Duration.ofMinutes(25));
        }
        library.movie("Alien", 1979, List.of("Horror"), Duration.ofMinutes(117));
        here = new Installation(Files.createDirectories(folder.resolve("data")), library);
    }

    @AfterEach
    void close() {
        here.close();
    }

    @Test
    void channelsOfErsatzTvAirTheSameShows() throws IOException, SQLException {
        Path file = folder.resolve("ersatztv.sqlite3");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/import/ersatztv.sql"));
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        Imported imported = Product.ERSATZTV.read(file, PathMap.NONE);

        String yaml = PortableFormat.yaml(imported.document(), imported.remarks());
        ImportReport report = here.take(yaml, PortableImport.Options.DEFAULT);

        assertThat(here.channels.channels())
                .extracting(channel -> channel.number().toString())
                .contains("1", "2.1", "5", "6", "7", "8");
        assertThat(here.airs(6)).extracting(ScheduledItem::title).contains("Cheers");
        assertThat(report.changes()).isNotEmpty();
    }

    @Test
    void aPlaylistIsTakenFromARequest() {
        PlaylistResource resource = new PlaylistResource(here.into);
        String text =
                "#EXTM3U url-tvg=\"http://host/guide.xml\"\n#EXTINF:-1 tvg-chno=\"7\",News\nhttp://host/news.ts\n";

        ImportReport report = resource.read(text, "m3u", true, "fail");
        assertThat(report.dryRun()).isTrue();
        assertThat(report.remarks()).anyMatch(line -> line.contains("http://host/guide.xml"));
        assertThatThrownBy(() -> resource.read("<html>", "m3u", true, "fail"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is a web page");
        assertThatThrownBy(() -> resource.read(text, "tunarr", true, "fail"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("exstreamtv import --from tunarr PATH");
        assertThatThrownBy(() -> resource.read(text, "quasi", true, "fail"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("nothing is imported from 'quasi'");
    }
}
