package tv.exstream.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tv.exstream.server.config.Settings;
import tv.exstream.server.store.Database;
import tv.exstream.server.store.StoreException;

/** Data directory, database, media folders. */
final class StorageChecks {
    private static final long SCARCE = 1L << 30;
    private static final long TOO_LITTLE = 64L << 20;

    private StorageChecks() {}

    static List<Check> all(Settings settings) {
        List<Check> checks = new ArrayList<>();
        Path data = settings.server().data();
        checks.add(data(data));
        checks.add(database(data));
        if (settings.library().media().isEmpty()) {
            checks.add(Check.ok("media", "no folders named; --media DIR adds one, --demo needs none"));
        }
        settings.library().media().forEach(folder -> checks.add(media(folder)));
        return checks;
    }

    private static Check data(Path data) {
        Path existing = data;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        String state = existing.equals(data) ? data.toString() : data + " (made at the first start)";
        if (!Files.isDirectory(existing)) {
            return Check.fail("data", existing + " is not a folder", "name another data directory with --data DIR");
        }
        if (!Files.isWritable(existing)) {
            return Check.fail(
                    "data",
                    existing + " may not be written",
                    "correct its permissions or name another with --data DIR");
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String detail = state + String.format(Locale.ROOT, ", %.1f GB free", free / 1e9);
            if (free < TOO_LITTLE) {
                return Check.fail("data", detail, "free some space or name another data directory with --data DIR");
            }
            return free < SCARCE ? Check.warn("data", detail, "free some space soon") : Check.ok("data", detail);
        } catch (IOException e) {
            return Check.warn("data", state + ", free space unknown: " + e.getMessage(), "check the disk");
        }
    }

    private static Check database(Path data) {
        Path file = data.resolve(Database.FILE_NAME);
        if (Files.notExists(file)) {
            return Check.ok("database", "none yet: made at the first start");
        }
        try (Database database = Database.open(data)) {
            return Check.ok(
                    "database", database.file() + String.format(Locale.ROOT, ", %.1f MB", Files.size(file) / 1e6));
        } catch (StoreException | IOException e) {
            return Check.fail("database", String.valueOf(e.getMessage()), "see above");
        }
    }

    private static Check media(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Check.fail("media", folder + ": no such folder", "correct --media or the setting library.media");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return entries.iterator().hasNext()
                    ? Check.ok("media", folder.toString())
                    : Check.warn("media", folder + " is empty", "is the share mounted?");
        } catch (IOException e) {
            return Check.fail("media", folder + " cannot be read", "correct its permissions");
        }
    }
}
