package tv.exstream.server.channels;

import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/** The channels that can be tuned, from memory: who sees which is decided here. Safe from any thread. */
public interface ChannelCatalog {
    /** All that can be tuned, those that are in no list among them; in order of number. */
    List<Channel> channels();

    /** Those that lists for players have, in order of number. */
    default List<Channel> listed() {
        return channels().stream().filter(Channel::listed).toList();
    }

    /** One that can be tuned, in a list or not. */
    Optional<Channel> channel(ChannelNumber number);

    /** Of a channel that there is, but that cannot be tuned. */
    default boolean disabled(ChannelNumber number) {
        return false;
    }

    /** Why there is none to tune of a number, and what to do: a sentence for people. */
    default String absence(ChannelNumber number) {
        return "There is no channel " + number + ": /api/channels lists them.";
    }

    /** Changes whenever the list or anything in it did; for ETags and caches. */
    long revision();
}
