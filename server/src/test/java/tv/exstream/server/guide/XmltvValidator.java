package tv.exstream.server.guide;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** The XMLTV project's own checker. Tests that ask it are skipped where it is not installed. */
final class XmltvValidator {
    private XmltvValidator() {}

    /** What it says against a document; empty when it is valid. */
    static String faults(byte[] document) throws IOException, InterruptedException {
        // The Debian package's own copy: without it the program would ask the network for one.
        Path dtd = Path.of("/usr/share/xmltv/xmltv.dtd");
        Assumptions.assumeTrue(Files.exists(dtd), "skipped: xmltv-util is not installed");
        Path file = Files.createTempFile("guide", ".xml");
        try {
            Files.write(file, document);
            Process process = new ProcessBuilder("tv_validate_file", "--dtd-file", dtd.toString(), file.toString())
                    .redirectErrorStream(true)
                    .start();
            try (InputStream in = process.getInputStream()) {
                String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                boolean done = process.waitFor(30, TimeUnit.SECONDS);
                return done && process.exitValue() == 0 ? "" : "not valid: " + said;
            }
        } finally {
            Files.delete(file);
        }
    }
}
