package tv.exstream.server.portable.from;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.PathMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProductTest {
    @TempDir
    private Path folder;

    @Test
    void productsAreKnownByTheirFiles() {
        Path ersatz = Foreign.database(
                Foreign.write(folder.resolve("e/x"), "").resolveSibling("ersatztv.sqlite3"), "ersatztv.sql");
        Path tunarr = Foreign.database(Foreign.write(folder.resolve("t/x"), "").resolveSibling("db.db"), "tunarr.sql");
        Path dizque = Foreign.write(folder.resolve("d/channels/1.json"), "{}");
        Path list = Foreign.write(folder.resolve("a.txt"), "#EXTM3U\n");

        assertThat(List.of(ersatz, tunarr, dizque, list))
                .extracting(path -> Product.of(path).orElseThrow())
                .containsExactly(Product.ERSATZTV, Product.TUNARR, Product.DIZQUETV, Product.M3U);
        assertThat(List.of("e", "t", "d"))
                .extracting(name -> Product.of(folder.resolve(name)).orElseThrow())
                .containsExactly(Product.ERSATZTV, Product.TUNARR, Product.DIZQUETV);
    }

    @Test
    void whatIsInDoubtIsNotGuessed() {
        assertThat(Product.of(folder)).isEmpty();
        assertThat(Product.of(Foreign.write(folder.resolve("settings.json"), "{}")))
                .isEmpty();
        assertThat(Product.of(Foreign.write(folder.resolve("channels.yaml"), "channels: []")))
                .isEmpty();
        Foreign.write(folder.resolve("both/channels/1.json"), "{}");
        Foreign.database(folder.resolve("both/db.db"), "tunarr.sql");
        assertThat(Product.of(folder.resolve("both"))).isEmpty();
    }

    @Test
    void productsAreNamedInAnyCase() {
        assertThat(Product.named("ErsatzTV")).isEqualTo(Product.ERSATZTV);
        assertThatThrownBy(() -> Product.named("quasi"))
                .isInstanceOf(ImportException.class)
                .hasMessage("nothing is imported from 'quasi': there are tunarr, dizquetv, ersatztv, m3u");
    }

    @Test
    void theLongestBeginningOfAPathCounts() {
        PathMap paths =
                PathMap.parse(List.of("/data=/srv", "/data/tv/=/mnt/tv/", "D:\\Films=/films", "\\\\nas\\share=/nas"));
        assertThat(List.of(
                        "/data/a.mkv",
                        "/data/tv/b.mkv",
                        "/database/c.mkv",
                        "d:\\films\\x\\d.mkv",
                        "\\\\NAS\\share\\e.mkv"))
                .extracting(paths::apply)
                .containsExactly("/srv/a.mkv", "/mnt/tv/b.mkv", "/database/c.mkv", "/films/x/d.mkv", "/nas/e.mkv");
        assertThatThrownBy(() -> PathMap.parse(List.of("/data")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("write FROM=TO");
    }
}
