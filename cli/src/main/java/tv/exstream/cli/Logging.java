package tv.exstream.cli;

import java.util.logging.LogManager;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import tv.exstream.natives.FFmpegLog;

/**
 * Logging of the process: one line for each event, to stderr. Found by logback through {@code META-INF/services}, in
 * place of its search for XML files.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogLine layout = new LogLine();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * @param libav       what libav says of a file; off where the command's own message says it once
     * @param stackTraces whole stack traces below a line instead of the causes' messages in it
     */
    static void set(Level ours, Level theirs, Level libav, boolean stackTraces) {
        LogLine.stackTraces(stackTraces);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(theirs);
            context.getLogger("tv.exstream").setLevel(ours);
            context.getLogger(FFmpegLog.LOGGER).setLevel(libav);
        }
    }

    /** What Jersey and others say through java.util.logging goes the same way. */
    static void bridgeJavaUtilLogging() {
        LogManager.getLogManager().reset();
        // Jersey and HK2 announce at INFO what nobody needs; bridged calls below WARNING would only cost
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        SLF4JBridgeHandler.install();
    }
}
