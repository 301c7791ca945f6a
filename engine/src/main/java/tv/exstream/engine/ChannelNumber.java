package tv.exstream.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number a viewer dials: 1 to 99999, with an optional sub-channel .1 to .99 ("7", "7.2"). Orders as a television
 * would: 7 before 7.1 before 7.10 before 8. (7.1 and 7.10 are different channels.)
 *
 * @param major 1 to 99999
 * @param minor 0 when there is none, else 1 to 99
 */
public record ChannelNumber(int major, int minor) implements Comparable<ChannelNumber> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})(?:\\.([1-9][0-9]?))?");

    public ChannelNumber {
        if (major < 1 || major > 99_999 || minor < 0 || minor > 99) {
            throw new IllegalArgumentException(
                    "channel number " + major + "." + minor + " is outside 1 to 99999 with an optional .1 to .99");
        }
    }

    public static ChannelNumber of(int major) {
        return new ChannelNumber(major, 0);
    }

    /** Parses "7" or "7.2". @throws IllegalArgumentException naming the text and the accepted form */
    public static ChannelNumber parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a channel number: use 1 to 99999 with an optional .1 to .99");
        }
        return new ChannelNumber(Integer.parseInt(m.group(1)), m.group(2) == null ? 0 : Integer.parseInt(m.group(2)));
    }

    @Override
    public int compareTo(ChannelNumber other) {
        int byMajor = Integer.compare(major, other.major);
        return byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return minor == 0 ? Integer.toString(major) : major + "." + minor;
    }
}
