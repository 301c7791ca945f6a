package tv.exstream.server.portable.from;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tv.exstream.server.portable.from.dizquetv.DizqueTvImport;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.portable.from.ersatztv.ErsatzTvImport;
import tv.exstream.server.portable.from.m3u.PlaylistImport;
import tv.exstream.server.portable.from.tunarr.TunarrImport;

/** What documents can be made from. */
public enum Product {
    TUNARR,
    DIZQUETV,
    ERSATZTV,
    M3U;

    private static final int HEAD = 64;

    /** As people write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, for messages. */
    public static String all() {
        return Arrays.stream(values()).map(Product::text).collect(Collectors.joining(", "));
    }

    /** @throws ImportException naming those there are */
    public static Product named(String name) {
        return Arrays.stream(values())
                .filter(product -> product.text().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new ImportException("nothing is imported from '" + name + "': there are " + all()));
    }

    /** What a file or folder is of, where that is beyond doubt. */
    public static Optional<Product> of(Path path) {
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        String head = head(path);
        String name = Optional.ofNullable(path.getFileName())
                .map(Path::toString)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (head.startsWith("SQLite format 3")) {
            try (ForeignDatabase database = ForeignDatabase.open(path)) {
                return database.has("Playout", "ChannelId")
                        ? Optional.of(ERSATZTV)
                        : database.has("program", "uuid") ? Optional.of(TUNARR) : Optional.empty();
            }
        }
        if (head.toUpperCase(Locale.ROOT).contains("#EXTM3U") || name.endsWith(".m3u") || name.endsWith(".m3u8")) {
            return Optional.of(M3U);
        }
        boolean channel = name.matches("\\d{1,9}\\.json") && head.stripLeading().startsWith("{");
        return channel ? Optional.of(DIZQUETV) : Optional.empty();
    }

    private static Optional<Product> folder(Path folder) {
        boolean ersatz = file(folder, "ersatztv.sqlite3");
        boolean tunarr = file(folder, "db.db") || file(folder, "tunarr/db.db");
        boolean dizque = Stream.of("channels", ".dizquetv/channels")
                .anyMatch(name -> Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
        if (Stream.of(ersatz, tunarr, dizque).filter(there -> there).count() != 1) {
            return Optional.empty();
        }
        return Optional.of(ersatz ? ERSATZTV : tunarr ? TUNARR : DIZQUETV);
    }

    private static boolean file(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static String head(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ImportException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a document of the product's file or folder.
     *
     * @param paths how the paths of media are called here
     * @throws ImportException naming the file, what is wrong with it and what to do
     */
    public Imported read(Path path, PathMap paths) {
        return switch (this) {
            case TUNARR -> TunarrImport.read(path, paths);
            case DIZQUETV -> DizqueTvImport.read(path, paths);
            case ERSATZTV -> ErsatzTvImport.read(path, paths);
            case M3U -> PlaylistImport.read(path);
        };
    }
}
