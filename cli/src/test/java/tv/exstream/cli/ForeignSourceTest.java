package tv.exstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ForeignSourceTest {
    private final CommandLineRun cli = new CommandLineRun();

    @TempDir
    Path folder;

    private Path playlist() throws IOException {
        return Files.writeString(
                folder.resolve("streams.m3u"),
                "#EXTM3U\n#EXTINF:-1 tvg-chno=\"7\" tvg-logo=\"http://host/l.png\",News\nhttp://host/news.ts\n");
    }

    @Test
    void aPlaylistIsConvertedWithoutAServer() throws IOException {
        Path document = folder.resolve("streams.yaml");
        assertThat(cli.run("import", playlist().toString(), "--to-yaml", "-o", document.toString()))
                .isZero();
        assertThat(Files.readString(document))
                .contains("number: 7", "News", "http://host/news.ts", "# ", "the logos of 1 channels");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void theProductMayBeNamed() throws IOException {
        Path odd = Files.move(playlist(), folder.resolve("list.txt"));
        assertThat(cli.run("import", "--from", "M3U", odd.toString(), "--to-yaml", "-o", folder + "/a.yaml"))
                .isZero();
        assertThat(cli.run("import", "--from", "quasi", odd.toString(), "--to-yaml"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("there are tunarr, dizquetv, ersatztv, m3u");
    }

    @Test
    void whatIsNoneOfTheProductsIsOneError() throws IOException {
        assertThat(cli.run("import", "--from", "tunarr", playlist().toString())).isEqualTo(3);
        assertThat(cli.err()).contains("streams.m3u: is no SQLite database").doesNotContain("Exception");
        assertThat(cli.run("import", folder.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("is a folder of no product that is known");
        assertThat(cli.run("import", folder + "/nothing.m3u")).isEqualTo(3);
        assertThat(cli.err()).contains("no such file");
        assertThat(cli.run("import", playlist().toString(), "--map", "nowhere")).isEqualTo(2);
        assertThat(cli.err()).contains("write FROM=TO");
    }
}
