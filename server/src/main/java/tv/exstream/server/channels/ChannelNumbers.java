package tv.exstream.server.channels;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelException.Kind;

/** The numbers that are taken, dormant and disabled channels' among them. For one change. */
final class ChannelNumbers {
    private static final int LAST = 99_999;

    private final Set<ChannelNumber> taken = new HashSet<>();

    /** @param exceptId of a channel whose number is not looked at */
    ChannelNumbers(List<ChannelRow> rows, long exceptId) {
        rows.stream().filter(row -> row.id() != exceptId).forEach(row -> row.number()
                .ifPresent(taken::add));
    }

    /**
     * Takes the first free one from {@code first} on.
     *
     * @throws ChannelException when there is none
     */
    ChannelNumber take(int first) {
        for (int major = first; major <= LAST; major++) {
            if (taken.add(ChannelNumber.of(major))) {
                return ChannelNumber.of(major);
            }
        }
        throw new ChannelException(Kind.INVALID, "all numbers from " + first + " are taken: delete a channel first");
    }

    /** @throws ChannelException when it is another channel's */
    void take(ChannelNumber number) {
        if (!taken.add(number)) {
            throw new ChannelException(
                    Kind.NUMBER_TAKEN,
                    "number " + number + " belongs to another channel (one that is disabled, or whose media are gone,"
                            + " keeps its number, too): choose another");
        }
    }
}
