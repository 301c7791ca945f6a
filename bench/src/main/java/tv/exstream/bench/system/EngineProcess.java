package tv.exstream.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Starts one of our measured programs in a JVM of its own, with the options and the environment of the launcher, and reads
 * its result.
 */
record EngineProcess(List<String> jvmOptions) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    EngineProcess {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Options from the file given, or the launcher's, or the same written out where nothing was built by the launcher.
     *
     * @throws IllegalArgumentException when the file given cannot be read
     */
    static EngineProcess with(Optional<String> optionsFile) {
        Path file = optionsFile.map(Path::of).orElse(Path.of("cli", "target", "launcher", "jvm.options"));
        if (Files.isReadable(file)) {
            return new EngineProcess(List.of("@" + file));
        }
        if (optionsFile.isPresent()) {
            throw new IllegalArgumentException("--options " + file + " cannot be read");
        }
        return new EngineProcess(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xms16m",
                "-Xmx512m"));
    }

    /** Runs {@code main} to its end. @throws IllegalStateException when it fails or takes longer than the limit */
    <T> T run(Class<?> main, List<String> arguments, String prefix, Class<T> result, Duration limit)
            throws IOException, InterruptedException {
        try (Child child = start(main, arguments)) {
            return JSON.readValue(child.await(prefix, limit), result);
        }
    }

    /** Starts {@code main}; the caller ends it. */
    Child start(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return Child.start(command, LauncherEnvironment.VARIABLES);
    }
}
