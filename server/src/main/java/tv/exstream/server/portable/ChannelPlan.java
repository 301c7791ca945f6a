package tv.exstream.server.portable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Changes;

/** What is to become of each channel of a document, and of its number. Made before anything is changed. */
final class ChannelPlan {
    private static final int LAST_NUMBER = 99_999;

    private final OnConflict onConflict;
    private final Installed installed;
    private final BiPredicate<PortableChannel, PortableChannel> airSame;
    private final Remarks remarks;
    private final Set<ChannelNumber> taken;
    private final Set<ChannelNumber> wanted = new HashSet<>();
    private final Map<String, Changes.Made> made;
    private final Map<String, String> numbers = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();

    /** What is done with a channel. */
    enum What {
        CREATE,
        REPLACE,
        SKIP,
        UNCHANGED,
        CONFLICT
    }

    /**
     * @param number here
     * @param origin of a new one, if no other has it
     */
    record Decision(PortableChannel channel, What what, ChannelNumber number, Optional<String> origin) {}

    /** @param airSame whether a channel of the document airs what one here does */
    ChannelPlan(
            List<PortableChannel> channels,
            OnConflict onConflict,
            Installed installed,
            Changes changes,
            BiPredicate<PortableChannel, PortableChannel> airSame,
            Remarks remarks) {
        this.onConflict = onConflict;
        this.installed = installed;
        this.airSame = airSame;
        this.remarks = remarks;
        this.taken = new HashSet<>(changes.taken());
        this.made = changes.made();
        channels.forEach(channel -> wanted.add(channel.number()));
        channels.forEach(channel -> decisions.add(decide(channel)));
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** The number here of a channel of the document; a number that is none of its stays. */
    String number(String theirs) {
        return numbers.getOrDefault(theirs, theirs);
    }

    /** Whether there will be a channel of that number of the document. */
    boolean known(String theirs) {
        ChannelNumber number = ChannelNumber.parse(number(theirs));
        return wanted.contains(number) || taken.contains(number);
    }

    private Decision decide(PortableChannel channel) {
        Optional<Changes.Made> twin = channel.origin().map(made::get);
        Optional<ChannelNumber> elsewhere = twin.flatMap(Changes.Made::number);
        if (elsewhere.isPresent() && !elsewhere.get().equals(channel.number())) {
            numbers.put(channel.number().toString(), elsewhere.get().toString());
            remarks.add("channel " + channel.number() + " is left out: this library has made it already, as channel "
                    + elsewhere.get());
            return decision(channel, What.SKIP, channel.number());
        }
        Optional<PortableChannel> there = installed.channel(channel.number());
        if (there.isPresent()) {
            boolean same = ChannelAttributes.same(channel, there.get()) && airSame.test(channel, there.get());
            return same ? decision(channel, What.UNCHANGED, channel.number()) : conflict(channel, true);
        }
        if (!taken.contains(channel.number())) {
            return decision(channel, What.CREATE, channel.number());
        }
        if (elsewhere.isPresent()) {
            remarks.add("channel " + channel.number() + " comes back as it was when its media do");
            return decision(channel, What.SKIP, channel.number());
        }
        return conflict(channel, false);
    }

    /** @param listed false: the number is that of a channel whose media have gone */
    private Decision conflict(PortableChannel channel, boolean listed) {
        return switch (onConflict) {
            case FAIL -> decision(channel, What.CONFLICT, channel.number());
            case SKIP -> decision(channel, What.SKIP, channel.number());
            case REPLACE -> {
                if (listed) {
                    yield decision(channel, What.REPLACE, channel.number());
                }
                remarks.add("channel " + channel.number() + " is left out: the number is kept for a channel whose media"
                        + " are away; import it with 'renumber'");
                yield decision(channel, What.SKIP, channel.number());
            }
            case RENUMBER -> {
                ChannelNumber free = free(channel.number().major());
                numbers.put(channel.number().toString(), free.toString());
                yield decision(channel, What.CREATE, free);
            }
        };
    }

    private Decision decision(PortableChannel channel, What what, ChannelNumber number) {
        if (what == What.CREATE) {
            taken.add(number);
        }
        // A removed one is not made again from the library; by hand it is.
        return new Decision(channel, what, number, channel.origin().filter(origin -> !made.containsKey(origin)));
    }

    private ChannelNumber free(int from) {
        for (int major = from; major <= LAST_NUMBER; major++) {
            ChannelNumber number = ChannelNumber.of(major);
            if (!taken.contains(number) && !wanted.contains(number)) {
                return number;
            }
        }
        throw new IllegalArgumentException("all numbers from " + from + " are taken: delete a channel first");
    }
}
