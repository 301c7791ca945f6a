package tv.exstream.server.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import org.slf4j.LoggerFactory;

/**
 * {@code logs/exstreamtv.log}: everything from a level on, stack traces included, in a few files of bounded size. What
 * the terminal shows stays as it was. Without logback behind SLF4J (a program that embeds us) nothing happens.
 */
final class LogFile implements AutoCloseable {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - %msg%n";
    private static final long MEGABYTE = 1 << 20;
    private static final int OLD_FILES = 5;
    private static final String OURS = "tv.exstream";

    private final List<Runnable> undo = new ArrayList<>();

    private LogFile() {}

    static LogFile open(Path folder, String level) {
        LogFile file = new LogFile();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            file.attach(context, folder, Level.toLevel(level));
        }
        return file;
    }

    private void attach(LoggerContext context, Path folder, Level level) {
        // Jetty tells of each error answer, which the edge has told already when it is news
        context.getLogger("org.eclipse.jetty.server.Response").setLevel(Level.ERROR);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = context.getLogger(OURS);
        Level before = ours.getEffectiveLevel();
        if (before.isGreaterOrEqual(level) && before != level) {
            // the file hears more than the terminal: let it through here and hold it back there
            keepQuiet(root, before);
            Level own = ours.getLevel();
            ours.setLevel(level);
            undo.add(() -> ours.setLevel(own));
        }
        Appender<ILoggingEvent> appender = appender(context, folder, level);
        root.addAppender(appender);
        undo.add(() -> {
            root.detachAppender(appender);
            appender.stop();
        });
    }

    private void keepQuiet(Logger root, Level level) {
        for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
            Appender<ILoggingEvent> terminal = all.next();
            ThresholdFilter filter = new ThresholdFilter();
            filter.setLevel(level.toString());
            filter.start();
            terminal.addFilter(filter);
            undo.add(filter::stop); // a stopped filter lets everything through
        }
    }

    private static Appender<ILoggingEvent> appender(LoggerContext context, Path folder, Level level) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(folder.resolve("exstreamtv.log").toString());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder.resolve("exstreamtv.%i.log").toString());
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        appender.setRollingPolicy(rolling);
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(10 * MEGABYTE));
        size.start();
        appender.setTriggeringPolicy(size);
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel(level.toString());
        filter.start();
        appender.addFilter(filter);
        appender.start();
        return appender;
    }

    @Override
    public void close() {
        undo.reversed().forEach(Runnable::run);
        undo.clear();
    }
}
