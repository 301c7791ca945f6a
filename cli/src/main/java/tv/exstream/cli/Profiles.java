package tv.exstream.cli;

import java.util.Map;
import java.util.TreeMap;

import tv.exstream.engine.OutputProfile;

/** The output profiles a command line can name. */
final class Profiles {
    static final String KNOWN = "default, 480p, 1080p, transcode";

    private static final Map<String, OutputProfile> BY_NAME = new TreeMap<>(Map.of(
            "default", OutputProfile.DEFAULT,
            "480p", OutputProfile.DEFAULT.withSize(854, 480),
            "1080p", OutputProfile.DEFAULT.withSize(1920, 1080),
            "transcode", OutputProfile.DEFAULT.transcodingAll()));

    private Profiles() {}

    /** @throws CliException {@code USAGE} naming the known ones */
    static OutputProfile named(String name) {
        OutputProfile profile = BY_NAME.get(name);
        if (profile == null) {
            throw new CliException(Exit.USAGE, "there is no profile '" + name + "': use one of " + KNOWN);
        }
        return profile;
    }
}
