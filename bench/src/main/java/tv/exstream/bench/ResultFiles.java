package tv.exstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Where results are kept: one JSON file for each run, and beside it one that says what it was measured on. */
public final class ResultFiles {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final String stem;

    private ResultFiles(Path folder, String stem) {
        this.folder = folder;
        this.stem = stem;
    }

    /** Names for a run that starts now; creates the folder. */
    public static ResultFiles create(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        return new ResultFiles(folder, STAMP.format(LocalDateTime.now(ZoneOffset.UTC)) + "-" + name);
    }

    /** {@code bench/target/results} seen from the project's top or from the module. */
    public static Path defaultFolder() {
        Path module = Files.isDirectory(Path.of("bench")) ? Path.of("bench") : Path.of("");
        return module.resolve("target").resolve("results");
    }

    public Path results() {
        return folder.resolve(stem + ".json");
    }

    public Path machine() {
        return folder.resolve(stem + ".machine.json");
    }

    public static void write(Path file, Object content) throws IOException {
        JSON.writeValue(file.toFile(), content);
    }
}
