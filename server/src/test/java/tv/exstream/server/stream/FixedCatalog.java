package tv.exstream.server.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;

/** A catalog whose channels a test sets. */
public final class FixedCatalog implements ChannelCatalog {
    private volatile List<Channel> channels;
    private final AtomicLong revision = new AtomicLong(1);

    public FixedCatalog(Channel... channels) {
        this.channels = List.of(channels);
    }

    public static Channel channel(String number, String name) {
        ChannelNumber parsed = ChannelNumber.parse(number);
        return new Channel(
                parsed.major() * 100L + parsed.minor(),
                parsed,
                "ch" + number,
                name,
                "Group",
                "default",
                Optional.empty());
    }

    public void set(Channel... newChannels) {
        channels = List.of(newChannels);
        long unused = revision.incrementAndGet();
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public Optional<Channel> channel(ChannelNumber number) {
        return channels.stream().filter(c -> c.number().equals(number)).findFirst();
    }

    @Override
    public long revision() {
        return revision.get();
    }
}
