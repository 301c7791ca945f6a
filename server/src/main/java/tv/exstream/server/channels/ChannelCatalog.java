package tv.exstream.server.channels;

import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/** The channels there are, from memory. Safe from any thread. */
public interface ChannelCatalog {
    /** In order of number. */
    List<Channel> channels();

    Optional<Channel> channel(ChannelNumber number);

    /** Changes whenever the list or anything in it did; for ETags and caches. */
    long revision();
}
