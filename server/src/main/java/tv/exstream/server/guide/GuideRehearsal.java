package tv.exstream.server.guide;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;

/**
 * Writes a part of the guide to nobody, so that the first client is not the one who waits until the code that writes it is
 * compiled and timelines are cut: with a hundred channels that is half a second. Only ever a gain of time. Thread-safe.
 */
public final class GuideRehearsal {
    /** Some 20,000 programmes; more of them make the code no faster. */
    private static final long ENOUGH_BYTES = 24 << 20;

    private static final Duration SPAN = Duration.ofDays(14);

    private final ChannelCatalog channels;
    private final Guide guide;
    private final XmltvWriter writer = new XmltvWriter(ZoneOffset.UTC);
    private final AtomicBoolean enough = new AtomicBoolean();

    public GuideRehearsal(ChannelCatalog channels, Guide guide) {
        this.channels = channels;
        this.guide = guide;
    }

    /**
     * Takes some tenths of a second of a processor at most, and nothing once a large guide was rehearsed.
     *
     * @return how much was written, bytes
     */
    public long run(Instant now) {
        Counter out = new Counter();
        if (enough.get()) {
            return 0;
        }
        for (Channel channel : channels.channels()) {
            if (out.bytes < ENOUGH_BYTES) {
                try {
                    writer.write(out, List.of(channel), guide, now, now.plus(SPAN), Links.NOWHERE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            } else {
                var unused = guide.at(channel.number(), now);
            }
        }
        enough.set(out.bytes >= ENOUGH_BYTES);
        return out.bytes;
    }

    private enum Links implements GuideLinks {
        NOWHERE;

        @Override
        public String logo(Channel channel) {
            return "http://127.0.0.1:8411/iptv/logo/" + channel.number() + ".png";
        }

        @Override
        public String artwork(long mediaId, String kind) {
            return "http://127.0.0.1:8411/iptv/art/" + mediaId + "/" + kind + ".jpg";
        }
    }

    private static final class Counter extends OutputStream {
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
}
