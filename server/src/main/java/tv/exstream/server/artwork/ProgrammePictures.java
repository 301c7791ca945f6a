package tv.exstream.server.artwork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import tv.exstream.server.library.Artwork;
import tv.exstream.server.library.MediaCatalog;

/**
 * The pictures that scans found beside media files. Nothing else is ever read: a request names an item and a kind, never a
 * path, and what a link leads to must lie inside the library, too. Safe from any thread.
 */
public final class ProgrammePictures {
    private static final long LARGEST_FILE = 20L << 20;

    private final MediaCatalog catalog;
    private final Supplier<List<Path>> folders;

    /** @param folders of the library, absolute */
    public ProgrammePictures(MediaCatalog catalog, Supplier<List<Path>> folders) {
        this.catalog = catalog;
        this.folders = folders;
    }

    /** @param etag changes with the file, without quotes */
    public record Found(Path file, String etag) {}

    /** Without reading it. */
    public Optional<Found> find(long mediaId, String kind) {
        return Stream.of(Artwork.values())
                .filter(known -> known.word().equals(kind))
                .findFirst()
                .flatMap(known -> catalog.artwork(mediaId, known))
                .flatMap(this::inside);
    }

    private Optional<Found> inside(Path picture) {
        try {
            Path file = picture.toRealPath();
            for (Path folder : folders.get()) {
                if (Files.isDirectory(folder) && file.startsWith(folder.toRealPath())) {
                    long size = Files.size(file);
                    return !Files.isRegularFile(file) || size > LARGEST_FILE
                            ? Optional.empty()
                            : Optional.of(new Found(file, etag(file, size)));
                }
            }
            return Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String etag(Path file, long size) throws IOException {
        return String.format(
                Locale.ROOT, "%x-%x", Files.getLastModifiedTime(file).toMillis(), size);
    }

    /** Empty when it is gone by now, or is no picture. */
    public Optional<Logo> read(Found found) {
        try {
            byte[] bytes = Files.readAllBytes(found.file());
            return PictureType.of(bytes).map(type -> new Logo(bytes, type, found.etag()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
