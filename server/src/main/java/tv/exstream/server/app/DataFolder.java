package tv.exstream.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one directory the server writes to, held by a lock so that two servers never share it. The lock is the operating
 * system's: it ends with the process, however that ends.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "exstreamtv.lock";

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Makes what is missing of it and takes the lock. */
    static DataFolder open(Path root) {
        try {
            for (String folder : new String[] {"", "cache", "logs", "backups"}) {
                Files.createDirectories(root.resolve(folder));
            }
            DataFolder folder = new DataFolder(root, lock(root));
            folder.clearLeftovers();
            return folder;
        } catch (AccessDeniedException e) {
            throw new DataFolderException(
                    "the data directory " + root + " may not be written by this user (" + e.getFile()
                            + "); change its permissions or choose another with --data DIR",
                    e);
        } catch (IOException e) {
            throw new DataFolderException(
                    "the data directory " + root + " cannot be used ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); choose another with --data DIR",
                    e);
        }
    }

    /** A process that is killed leaves the copy of SQLite's library that it ran on; under our lock nobody else's. */
    private void clearLeftovers() throws IOException {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(cache(), "sqlite-*sqlitejdbc*")) {
            for (Path copy : copies) {
                boolean unused =
                        copy.toFile().delete(); // one in use by this very process stays, where the system says so
            }
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
                throw inUse(root, channel);
            }
            // outside the locked byte, so that the one who is refused can read who holds it, on every platform
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(false);
            return channel;
        } catch (OverlappingFileLockException e) {
            DataFolderException refusal = inUse(root, channel);
            channel.close();
            throw refusal;
        } catch (DataFolderException | IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DataFolderException inUse(Path root, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        int length = channel.read(bytes, 0);
        String pid =
                length <= 0 ? "" : " (process " + new String(bytes.array(), 0, length, StandardCharsets.US_ASCII) + ")";
        return new DataFolderException("the data directory " + root + " is in use by another server" + pid
                + "; stop that one, or choose another directory with --data DIR");
    }

    Path root() {
        return root;
    }

    Path cache() {
        return root.resolve("cache");
    }

    Path logs() {
        return root.resolve("logs");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
