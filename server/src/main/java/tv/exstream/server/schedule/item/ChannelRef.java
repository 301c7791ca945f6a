package tv.exstream.server.schedule.item;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Another channel. In JSON a number without quotes is a channel's key, which stays the channel's own whatever becomes of
 * it; a text is a channel number, and means whichever channel has it at the time.
 *
 * @param key    the channel's key, positive; zero where it is named by its number
 * @param number as viewers dial it; empty where it is named by its key
 */
public record ChannelRef(long key, String number) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}(\\.[1-9][0-9]?)?");

    public ChannelRef {
        if (number.isEmpty() && key < 1) {
            throw new IllegalArgumentException("channel " + key + ": keys of channels are positive");
        }
        if (!number.isEmpty() && (key != 0 || !NUMBER.matcher(number).matches())) {
            throw new IllegalArgumentException(
                    "'" + number + "' is no channel's number: give 1 to 99999, with .1 to .99 if it has one");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ChannelRef of(long key) {
        return new ChannelRef(key, "");
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ChannelRef of(String number) {
        if (number.isEmpty()) {
            throw new IllegalArgumentException("the number of the channel is missing");
        }
        return new ChannelRef(0, number);
    }

    @JsonValue
    Object json() {
        if (number.isEmpty()) {
            return key;
        }
        return number;
    }

    /** As people would say it: {@code 7.1}, or {@code with the key 12}. */
    @Override
    public String toString() {
        return number.isEmpty() ? "with the key " + key : number;
    }
}
