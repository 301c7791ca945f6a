package tv.exstream.natives;

import java.nio.charset.StandardCharsets;

import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Brings libav's log to the SLF4J logger {@value #LOGGER}: masked, joined, at most once a second for the same
 * complaint, each line with the label of the thread it came from.
 *
 * <p>libav's INFO is our DEBUG and its VERBOSE our TRACE, because every encoder introduces itself at INFO.
 */
public final class FFmpegLog {
    public static final String LOGGER = "libav";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final ThreadLocal<@Nullable String> LABEL = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Hearing> HEARING = new ThreadLocal<>();

    private static final String RECONNECTING = "Will reconnect at";
    private static final ThreadLocal<@Nullable Long> RECONNECTS = new ThreadLocal<>();

    private static @Nullable Bridge installed;

    private FFmpegLog() {}

    /** Names what the current thread works for ({@code ch-42}); child threads do not inherit it. */
    public static void label(String label) {
        LABEL.set(label);
    }

    public static void clearLabel() {
        LABEL.remove();
    }

    /**
     * Keeps what libav says on this thread from the log, for a caller who makes an error of it: an attempt that is
     * repeated until it succeeds must not fill the log. Close it on the same thread.
     */
    public static Hearing hear() {
        Hearing hearing = new Hearing();
        HEARING.set(hearing);
        return hearing;
    }

    /** What libav said on one thread; of that thread alone. */
    public static final class Hearing implements AutoCloseable {
        private static final int MAX_CHARS = 16_384;

        private final StringBuilder said = new StringBuilder();

        private Hearing() {}

        private void add(String text) {
            if (said.length() < MAX_CHARS) {
                said.append(text);
            }
        }

        /** All of it, secrets not masked. */
        public String said() {
            return said.toString();
        }

        @Override
        public void close() {
            HEARING.remove();
        }
    }

    /** How often libav's HTTP client has taken up a broken body on this thread: it tells nobody but the log. */
    public static long reconnects() {
        Long count = RECONNECTS.get();
        return count == null ? 0 : count;
    }

    /** Has libav say what the logger would print and nothing else; call again when the logger's level has changed. */
    public static void refreshLevel() {
        avutil.av_log_set_level(libavLevel(LOG));
    }

    static synchronized void install() {
        if (installed == null) {
            Bridge bridge = new Bridge(new LogLines(LOG, System::nanoTime));
            avutil.setLogCallback(bridge);
            installed = bridge;
        }
        refreshLevel();
    }

    static int libavLevel(Logger log) {
        if (log.isTraceEnabled()) {
            return avutil.AV_LOG_VERBOSE;
        }
        if (log.isDebugEnabled()) {
            return avutil.AV_LOG_INFO;
        }
        if (log.isWarnEnabled()) {
            return avutil.AV_LOG_WARNING;
        }
        return log.isErrorEnabled() ? avutil.AV_LOG_ERROR : avutil.AV_LOG_QUIET;
    }

    static Level slf4jLevel(int libavLevel) {
        if (libavLevel <= avutil.AV_LOG_ERROR) {
            return Level.ERROR;
        }
        if (libavLevel <= avutil.AV_LOG_WARNING) {
            return Level.WARN;
        }
        return libavLevel <= avutil.AV_LOG_INFO ? Level.DEBUG : Level.TRACE;
    }

    /** Called from any thread, libav's own included, for what is within the level; lives as long as the process. */
    private static final class Bridge extends LogCallback {
        private final LogLines lines;

        Bridge(LogLines lines) {
            this.lines = lines;
        }

        @Override
        public void call(int level, BytePointer message) {
            try {
                String label = LABEL.get();
                // file names and metadata may be in any encoding: undecodable bytes become question marks
                String text = new String(message.getStringBytes(), StandardCharsets.UTF_8);
                if (text.contains(RECONNECTING)) {
                    RECONNECTS.set(reconnects() + 1);
                }
                Hearing hearing = HEARING.get();
                if (hearing != null) {
                    hearing.add(text);
                    return;
                }
                lines.accept(label == null ? "" : label, level & 0xff, text);
            } catch (RuntimeException e) {
                // an exception must not unwind into C; the log itself is what failed, so there is nowhere to say it
                return;
            }
        }
    }
}
