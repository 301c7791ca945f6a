package tv.exstream.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import picocli.CommandLine.Option;

import tv.exstream.server.config.LaunchOptions;
import tv.exstream.server.config.Settings;
import tv.exstream.server.config.SettingsLoader;

/** The options that say which server is meant: its configuration, data, address and media. */
final class ServerOptions {
    @Option(
            names = "--config",
            paramLabel = "F",
            description = "Settings file. Default: config.yaml in the data directory.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--port", paramLabel = "N", description = "HTTP port, 0 picks a free one. Default: 8411.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--host", paramLabel = "H", description = "Address to listen on. Default: all.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. Default: the platform's data directory.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--media", paramLabel = "DIR", description = "A folder of media, only read. Repeatable.")
    private List<Path> media = new ArrayList<>();

    @Option(names = "--demo", description = "Add synthetic channels that need no media.")
    private boolean demo;

    LaunchOptions launch() {
        port.filter(number -> number < 0 || number > 65_535).ifPresent(number -> {
            throw new CliException(Exit.USAGE, "--port " + number + " is outside 0 to 65535");
        });
        return new LaunchOptions(
                config, port.map(OptionalInt::of).orElseGet(OptionalInt::empty), host, data, media, demo);
    }

    Settings settings(Map<String, String> environment) {
        return SettingsLoader.load(launch(), environment);
    }
}
