package tv.exstream.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import picocli.CommandLine.Option;

import tv.exstream.server.config.LaunchOptions;
import tv.exstream.server.config.Settings;
import tv.exstream.server.config.SettingsLoader;

/** The options that say whose data are meant. */
final class DataOptions {
    @Option(
            names = "--config",
            paramLabel = "F",
            description = "Settings file. Default: config.yaml in the data directory.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. Default: the platform's data directory.")
    private Optional<Path> data = Optional.empty();

    Settings settings(Map<String, String> environment) {
        return SettingsLoader.load(
                new LaunchOptions(config, OptionalInt.empty(), Optional.empty(), data, List.of(), false), environment);
    }
}
