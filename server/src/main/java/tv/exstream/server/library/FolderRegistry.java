package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

import tv.exstream.server.store.Database;

/** Which folders belong to the library. Thread-safe. */
final class FolderRegistry {
    private final Database database;
    private final InstantSource clock;

    FolderRegistry(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    List<MediaFolder> all() {
        return database.reads().withExtension(LibraryDao.class, LibraryDao::folders);
    }

    MediaFolder require(long id) {
        return all().stream()
                .filter(folder -> folder.id() == id)
                .findFirst()
                .orElseThrow(() -> new LibraryException(
                        LibraryException.Kind.UNKNOWN,
                        "there is no library folder " + id + ": GET /api/libraries lists those there are"));
    }

    /** Serialised, for two at once could each miss the other. */
    synchronized MediaFolder add(Path given) {
        Path path = given.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw refused("folder " + path + " does not exist: check the spelling, or mount the disk it is on");
        }
        if (!Files.isDirectory(path)) {
            throw refused(path + " is a file, not a folder: name the folder that holds your media");
        }
        if (!Files.isReadable(path)) {
            throw refused(
                    "folder " + path + " cannot be read: give the user that runs EXStreamTV permission to read it");
        }
        if (!path.equals(Path.of(path.toString()))) {
            throw refused("folder " + path + " has a name that is not valid text: rename it in UTF-8");
        }
        Path real = real(path);
        for (MediaFolder existing : all()) {
            Path other = real(existing.path());
            if (other.equals(real) || existing.path().equals(path)) {
                throw new LibraryException(
                        LibraryException.Kind.DUPLICATE,
                        "folder " + path + " is in the library already (" + existing.id() + ")");
            }
            if (real.startsWith(other) || other.startsWith(real)) {
                throw new LibraryException(
                        LibraryException.Kind.NESTED,
                        "folder " + path + (real.startsWith(other) ? " lies inside " : " lies around ")
                                + existing.path()
                                + ", which is in the library already: its files would be there twice");
            }
        }
        long now = clock.millis();
        long id = database.writes().withExtension(LibraryDao.class, dao -> dao.addFolder(path.toString(), now));
        return require(id);
    }

    void remove(long id) {
        database.writes().withExtension(LibraryDao.class, dao -> dao.removeFolder(id));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path;
        }
    }

    private static LibraryException refused(String message) {
        return new LibraryException(LibraryException.Kind.NOT_A_FOLDER, message);
    }
}
