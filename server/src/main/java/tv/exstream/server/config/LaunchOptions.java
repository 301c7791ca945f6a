package tv.exstream.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line says; it wins over the environment, which wins over the file.
 *
 * @param config {@code --config}: read instead of {@code config.yaml} in the data directory
 * @param port   {@code --port}
 * @param host   {@code --host}
 * @param data   {@code --data}
 * @param media  {@code --media}, added to the folders configured
 * @param demo   {@code --demo}
 */
public record LaunchOptions(
        Optional<Path> config,
        OptionalInt port,
        Optional<String> host,
        Optional<Path> data,
        List<Path> media,
        boolean demo) {
    public LaunchOptions {
        media = List.copyOf(media);
    }

    /** No flag given. */
    public static LaunchOptions none() {
        return new LaunchOptions(
                Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of(), false);
    }
}
