package tv.exstream.server.portable.from.tunarr;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import tv.exstream.server.portable.from.draft.ImportException;

/** @param database Tunarr's, beside which the lineups are */
record DataFolder(Path database) {
    private static final String DATABASE = "db.db";

    /** Tunarr's data folder, the one that it is in, or its database. */
    static DataFolder at(Path path) {
        return Stream.of(path, path.resolve(DATABASE), path.resolve("tunarr").resolve(DATABASE))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .map(DataFolder::new)
                .orElseThrow(() -> new ImportException(path + ": holds no file '" + DATABASE
                        + "': name Tunarr's data folder, which holds it and the folder channel-lineups"));
    }

    /** The lineup of a channel; empty if it has none, or its key is none. */
    Optional<Path> lineup(String channel) {
        return channel.matches("[A-Za-z0-9-]{1,64}")
                ? Optional.of(database.resolveSibling("channel-lineups").resolve(channel + ".json"))
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                : Optional.empty();
    }
}
