package tv.exstream.bench.guide;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.guide.GuideEntry;
import tv.exstream.server.guide.GuideLinks;
import tv.exstream.server.guide.XmltvWriter;

/** The guide of {@link HundredChannels}: all of it as XMLTV, and what a grid of three hours asks for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class XmltvBench {
    private final XmltvWriter writer = new XmltvWriter(ZoneId.of("Europe/Berlin"));
    private final GuideLinks links = new Links();
    private @Nullable HundredChannels hundred;

    private static final class Links implements GuideLinks {
        @Override
        public String logo(Channel channel) {
            return "http://127.0.0.1:8411/iptv/logo/" + channel.number() + ".png";
        }

        @Override
        public String artwork(long mediaId, String kind) {
            return "http://127.0.0.1:8411/iptv/art/" + mediaId + "/" + kind + ".jpg";
        }
    }

    /** Counts what it is given. */
    private static final class Sink extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }

    @Setup
    public void build() throws IOException {
        hundred = new HundredChannels();
    }

    @TearDown
    public void discard() throws IOException {
        if (hundred != null) {
            hundred.close();
        }
    }

    /** One operation: 100 channels over 14 days, some 67,000 programmes, to a client that takes them at once. */
    @Benchmark
    public long document() throws IOException {
        HundredChannels from = hundred;
        if (from == null) {
            return 0;
        }
        Sink sink = new Sink();
        writer.write(
                sink,
                from.channels.channels(),
                from.guide,
                HundredChannels.NOW,
                HundredChannels.NOW.plus(HundredChannels.HORIZON),
                links);
        return sink.bytes;
    }

    /** One operation: three hours of all channels as entries. */
    @Benchmark
    public int grid() {
        HundredChannels from = hundred;
        int entries = 0;
        for (int number = 1; from != null && number <= 100; number++) {
            for (GuideEntry entry : from.guide.entries(
                    ChannelNumber.of(number),
                    HundredChannels.NOW.plus(Duration.ofHours(number)),
                    HundredChannels.NOW.plus(Duration.ofHours(number + 3L)))) {
                entries += entry.title().length();
            }
        }
        return entries;
    }
}
