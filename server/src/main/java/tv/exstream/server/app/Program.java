package tv.exstream.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this program calls itself. */
final class Program {
    private static final String RESOURCE = "program.properties";

    private Program() {}

    /** As the build named it. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = Program.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program; reinstall it");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
