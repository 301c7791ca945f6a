package tv.exstream.server.portable.from.dizquetv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tv.exstream.server.portable.from.draft.ImportException;

/**
 * Where dizqueTV keeps its files.
 *
 * @param root     its data folder
 * @param channels the files of channels, in the order of their names
 */
record Folder(Path root, List<Path> channels) {
    private static final Pattern CHANNEL = Pattern.compile("\\d{1,9}\\.json");
    private static final int MOST_CHANNELS = 10_000;

    /** Its data folder, the one that it is in, or the file of one channel. */
    static Folder at(Path path) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            Path folder = path.toAbsolutePath().normalize().getParent();
            Path root = Optional.ofNullable(folder).map(Path::getParent).orElse(path);
            return new Folder(root, List.of(path));
        }
        return Stream.of(path, path.resolve(".dizquetv"))
                .filter(root -> Files.isDirectory(root.resolve("channels"), LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .map(root -> new Folder(root, list(root.resolve("channels"))))
                .orElseThrow(() -> new ImportException(path
                        + ": holds no folder 'channels': name dizqueTV's data folder, which is called .dizquetv, or the"
                        + " file of a channel"));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file ->
                            CHANNEL.matcher(file.getFileName().toString()).matches())
                    .limit(MOST_CHANNELS + 1L)
                    .sorted()
                    .toList();
            if (found.size() > MOST_CHANNELS) {
                throw new ImportException(folder + ": holds more than " + MOST_CHANNELS + " channels");
            }
            return found;
        } catch (IOException e) {
            throw new ImportException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file of a filler list; empty if it is not there, or the id is none. */
    Optional<Path> filler(String id) {
        return id.matches("[A-Za-z0-9-]{1,64}")
                ? Optional.of(root.resolve("filler").resolve(id + ".json"))
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                : Optional.empty();
    }
}
