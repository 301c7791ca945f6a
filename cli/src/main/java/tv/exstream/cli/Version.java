package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Our own version, as Maven wrote it into this build. */
final class Version {
    private Version() {}

    static String own() {
        try (InputStream file = Version.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new CliException(Exit.FAILED, "this build is broken: build.properties cannot be read", e);
        }
    }
}
