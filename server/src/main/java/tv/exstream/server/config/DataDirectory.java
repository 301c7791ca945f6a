package tv.exstream.server.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where programs keep their data on this platform. */
final class DataDirectory {
    private static final String NAME = "exstreamtv";

    private DataDirectory() {}

    static Path platformDefault(Map<String, String> env, String osName, String userHome) {
        String os = osName.toLowerCase(Locale.ROOT);
        Path home = Path.of(userHome);
        if (os.startsWith("windows")) {
            String local = env.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve(NAME);
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        String xdg = env.getOrDefault("XDG_DATA_HOME", "");
        // the XDG specification: a relative path is to be ignored
        return (xdg.isBlank() || !Path.of(xdg).isAbsolute()
                        ? home.resolve(".local").resolve("share")
                        : Path.of(xdg))
                .resolve(NAME);
    }
}
