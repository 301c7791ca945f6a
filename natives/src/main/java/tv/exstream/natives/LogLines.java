package tv.exstream.natives;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.Logger;

/**
 * Makes log lines of what libav says: parts are joined up to the line's end, addresses and secrets taken out, and what
 * is said again and again is said once a second. Thread-safe.
 */
final class LogLines {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_SERIES = 256;
    private static final int MAX_PENDING = 64;
    private static final int MAX_LINE = 4096;
    private static final Pattern ADDRESS = Pattern.compile(" @ (?:0x)?[0-9a-fA-F]+]");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final Logger log;
    private final LongSupplier nanoClock;
    /** Unfinished lines by label; the threads libav starts itself have none and share one. */
    private final Map<String, Line> pending = lru(MAX_PENDING);

    private final Map<String, Series> series = lru(MAX_SERIES);

    LogLines(Logger log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
    }

    /**
     * @param label of the thread, empty when it has none
     * @param level libav's
     * @param part  a line, several lines, or a piece of one
     */
    synchronized void accept(String label, int level, String part) {
        Line line = pending.computeIfAbsent(label, l -> new Line());
        line.text.append(part);
        // a line made of parts is as grave as its gravest part
        line.level = Math.min(line.level, level);
        int end;
        while ((end = line.text.indexOf("\n")) >= 0) {
            emit(label, line.level, line.text.substring(0, end));
            line.text.delete(0, end + 1);
        }
        if (line.text.length() > MAX_LINE) {
            emit(label, line.level, line.text.toString());
            line.text.setLength(0);
        }
        if (line.text.isEmpty()) {
            pending.remove(label);
        }
    }

    private void emit(String label, int level, String raw) {
        String message = Secrets.mask(ADDRESS.matcher(raw.strip()).replaceAll("]"));
        if (message.isEmpty()) {
            return;
        }
        // numbers vary from frame to frame, the complaint does not
        String key = label + '\n' + level + '\n' + DIGITS.matcher(message).replaceAll("#");
        long now = nanoClock.getAsLong();
        Series s = series.computeIfAbsent(key, k -> new Series(now - QUIET_NANOS));
        if (now - s.saidNanos < QUIET_NANOS) {
            s.heldBack++;
            return;
        }
        String prefix = label.isEmpty() ? "" : label + ": ";
        String suffix = s.heldBack == 0 ? "" : " (and " + s.heldBack + " more like it)";
        s.saidNanos = now;
        s.heldBack = 0;
        log.atLevel(FFmpegLog.slf4jLevel(level)).log("{}{}{}", prefix, message, suffix);
    }

    private static <V> Map<String, V> lru(int max) {
        return new Lru<>(max);
    }

    private static final class Line {
        private final StringBuilder text = new StringBuilder();
        private int level = avutil.AV_LOG_TRACE;
    }

    private static final class Series {
        private long saidNanos;
        private long heldBack;

        Series(long saidNanos) {
            this.saidNanos = saidNanos;
        }
    }

    private static final class Lru<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        private final int max;

        Lru(int max) {
            super(16, 0.75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > max;
        }
    }
}
