package tv.exstream.cli;

import java.util.Map;
import java.util.TreeMap;

import tv.exstream.engine.OutputProfile;

/** The output profiles a command line can name: those of the settings, and some that are always there. */
final class Profiles {
    static final String ALWAYS = "default, 480p, 1080p, transcode, or one of the settings";

    private static final Map<String, OutputProfile> BUILT_IN = Map.of(
            "480p", OutputProfile.DEFAULT.withSize(854, 480),
            "1080p", OutputProfile.DEFAULT.withSize(1920, 1080),
            "transcode", OutputProfile.DEFAULT.transcodingAll());

    private Profiles() {}

    /**
     * @param configured by name; wins over a built-in one of the same name
     * @throws CliException {@code USAGE} naming the known ones
     */
    static OutputProfile named(String name, Map<String, OutputProfile> configured) {
        Map<String, OutputProfile> known = new TreeMap<>(BUILT_IN);
        known.putAll(configured);
        OutputProfile profile = known.get(name);
        if (profile == null) {
            throw new CliException(
                    Exit.USAGE, "there is no profile '" + name + "': use one of " + String.join(", ", known.keySet()));
        }
        return profile;
    }
}
