package tv.exstream.bench.edge;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;

/** Channels 1 to N, for ever. */
final class StationCatalog implements ChannelCatalog {
    private final List<Channel> channels;

    StationCatalog(int count) {
        channels = IntStream.rangeClosed(1, count)
                .mapToObj(n -> new Channel(
                        n, ChannelNumber.of(n), "bench" + n, "Bench " + n, "Bench", "default", Optional.empty()))
                .toList();
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
        return 1;
    }
}
