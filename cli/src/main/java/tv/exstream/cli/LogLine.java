package tv.exstream.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import org.jspecify.annotations.Nullable;

/**
 * {@code 20:15:00.123 WARN  channel.Splicer [7] message: cause}. A stack trace never follows unless asked for. Safe
 * from any thread.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int DEEPEST_CAUSE = 4;

    private static volatile boolean stackTraces;

    static void stackTraces(boolean wanted) {
        stackTraces = wanted;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(String.format("%-5s", event.getLevel())).append(' ');
        line.append(shortName(event.getLoggerName())).append(' ');
        Map<String, String> context = event.getMDCPropertyMap();
        String channel = context.get("channel");
        if (channel != null) {
            line.append('[').append(channel).append("] ");
        }
        line.append(event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (stackTraces && thrown != null) {
            line.append(System.lineSeparator()).append(ThrowableProxyUtil.asString(thrown));
        } else {
            appendCauses(line, thrown);
        }
        return line.append(System.lineSeparator()).toString();
    }

    private static void appendCauses(StringBuilder line, @Nullable IThrowableProxy thrown) {
        IThrowableProxy cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            String message = cause.getMessage();
            String text = message == null || message.isBlank() ? simple(cause.getClassName()) : message;
            if (line.indexOf(text) < 0) {
                line.append(": ").append(text.replace('\n', ' '));
            }
            cause = cause.getCause();
        }
    }

    /** Package and class, not the path to them. */
    private static String shortName(String logger) {
        int last = logger.lastIndexOf('.');
        int before = last < 0 ? -1 : logger.lastIndexOf('.', last - 1);
        return logger.substring(before + 1);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
