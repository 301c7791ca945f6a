package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;

/**
 * What this build is made of.
 *
 * @param version         ours
 * @param ffmpeg          FFmpeg's version
 * @param license         of FFmpeg's libraries as built, e.g. {@code GPL version 3 or later}
 * @param encoders        names of FFmpeg's encoders
 * @param hardwareDevices kinds of hardware FFmpeg was built for, e.g. {@code vaapi}; whether there is one is not told
 */
record BuildInfo(String version, String ffmpeg, String license, List<String> encoders, List<String> hardwareDevices) {
    BuildInfo {
        encoders = List.copyOf(encoders);
        hardwareDevices = List.copyOf(hardwareDevices);
    }

    /** Our own version, as Maven wrote it into this build. */
    static String ownVersion() {
        try (InputStream file = BuildInfo.class.getResourceAsStream("build.properties")) {
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
