package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a text document goes: a file, which is written whole or not at all, for others may read the old one meanwhile, or
 * standard output.
 */
final class OutputDocument {
    private final Optional<Path> file;

    private OutputDocument(Optional<Path> file) {
        this.file = file;
    }

    /**
     * Looks at the file's folder at once, before anything is asked for that would be lost.
     *
     * @param name of a file; {@code -} is standard output
     */
    static OutputDocument of(String name) {
        if (name.equals("-")) {
            return new OutputDocument(Optional.empty());
        }
        Path file = Path.of(name).toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CliException(Exit.FAILED, "cannot write '" + name + "': there is no folder " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new CliException(Exit.USAGE, "'" + name + "' is a folder: name a file");
        }
        return new OutputDocument(Optional.of(file));
    }

    void write(InputStream document, Terminal terminal) throws IOException {
        if (file.isEmpty()) {
            terminal.copy(document);
            return;
        }
        Path part = file.get().resolveSibling(file.get().getFileName() + ".part");
        try {
            Files.copy(document, part, StandardCopyOption.REPLACE_EXISTING);
            try {
                Files.move(part, file.get(), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file.get(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
