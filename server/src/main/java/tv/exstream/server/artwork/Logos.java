package tv.exstream.server.artwork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;

/** Channels' logos: the picture that was set, else one that is drawn once and kept in memory. Safe from any thread. */
public final class Logos {
    private static final Logger LOG = LoggerFactory.getLogger(Logos.class);
    private static final int KEPT = 500;
    private static final long LARGEST_FILE = 5L << 20;

    private final Path dataDir;
    private final LogoPainter painter;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Map<Key, Logo> drawn = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Logo> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(ChannelNumber number, String name) {}

    /** @param dataDir only pictures inside it are served */
    public Logos(Path dataDir, LogoPainter painter) {
        this.dataDir = dataDir;
        this.painter = painter;
    }

    public Logo of(Channel channel) {
        return channel.logo().flatMap(this::fromFile).orElseGet(() -> draw(channel));
    }

    private Logo draw(Channel channel) {
        // Under the lock: two who ask for the same picture wait for one painter instead of painting twice.
        synchronized (drawn) {
            return drawn.computeIfAbsent(
                    new Key(channel.number(), channel.name()),
                    key -> logo(painter.paint(key.number(), key.name()), "image/png"));
        }
    }

    private Optional<Logo> fromFile(String logo) {
        try {
            Path root = dataDir.toRealPath();
            Path file = root.resolve(logo).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                warnOnce(logo, "is not a file of up to 5 MB inside the data directory");
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            Optional<String> type = PictureType.of(bytes).filter(known -> !known.equals(PictureType.WEBP));
            if (type.isEmpty()) {
                warnOnce(logo, "is neither PNG nor JPEG");
            }
            return type.map(known -> logo(bytes, known));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            warnOnce(logo, "cannot be read");
            return Optional.empty();
        }
    }

    /** Players ask for logos again and again. */
    private void warnOnce(String logo, String why) {
        if (warned.add(logo)) {
            LOG.warn("Logo {} {}; one is drawn instead.", logo, why);
        }
    }

    private static Logo logo(byte[] bytes, String contentType) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return new Logo(bytes, contentType, String.format(Locale.ROOT, "%08x-%x", crc.getValue(), bytes.length));
    }
}
