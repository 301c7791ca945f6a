package tv.exstream.server.stream;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.engine.ChannelNumber;

/**
 * What the path of a stream's URL asks for.
 *
 * @param dialled what stands in the number's place, as sent
 * @param tuned   true for HDHomeRun's forms, which take a tuner
 * @param tuner   which tuner, empty: any
 */
record StreamAddress(String dialled, boolean tuned, OptionalInt tuner) {
    private static final Pattern PLAIN = Pattern.compile("/iptv/channel/([^/]+)\\.ts");
    private static final Pattern TUNED = Pattern.compile("(?:/hdhomerun)?/(?:auto|tuner([0-9]{1,3}))/v([^/]+)");

    /** Empty when the path is not one of a stream. */
    static Optional<StreamAddress> parse(String path) {
        Matcher plain = PLAIN.matcher(path);
        if (plain.matches()) {
            return Optional.of(new StreamAddress(plain.group(1), false, OptionalInt.empty()));
        }
        Matcher tuned = TUNED.matcher(path);
        if (!tuned.matches()) {
            return Optional.empty();
        }
        String tuner = tuned.group(1);
        return Optional.of(new StreamAddress(
                tuned.group(2), true, tuner == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(tuner))));
    }

    /** Empty when what was dialled is no channel number. */
    Optional<ChannelNumber> number() {
        try {
            return Optional.of(ChannelNumber.parse(dialled));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }
}
