package tv.exstream.natives;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class FFmpegLogTest {
    private static final AtomicLong NAMES = new AtomicLong();

    private final Logger libav = (Logger) LoggerFactory.getLogger(FFmpegLog.LOGGER);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong(1);
    private final LogLines lines = new LogLines(libav, nanos::get);

    @BeforeEach
    void listen() {
        said.start();
        libav.addAppender(said);
        libav.setLevel(Level.TRACE);
        libav.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        libav.detachAppender(said);
        libav.setLevel(Level.WARN);
        libav.setAdditive(true);
        FFmpegLog.clearLabel();
        FFmpeg.load();
        FFmpegLog.refreshLevel();
    }

    @Test
    void joinsPartsOfALine() {
        lines.accept("ch-1", avutil.AV_LOG_WARNING, "[h264 @ 0x7f00aa] mmco: ");
        lines.accept("ch-2", avutil.AV_LOG_ERROR, "other\n");
        lines.accept("ch-1", avutil.AV_LOG_ERROR, "unref\nnext\n");
        assertThat(messages()).containsExactly("ch-2: other", "ch-1: [h264] mmco: unref", "ch-1: next");
        assertThat(said.list.get(1).getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void saysTheSameOnceASecondAndHowOftenItWasMeant() {
        for (int i = 0; i < 100; i++) {
            lines.accept("", avutil.AV_LOG_WARNING, "[aac @ 0x" + i + "] frame " + i + " is bad\n");
        }
        assertThat(messages()).containsExactly("[aac] frame 0 is bad");
        lines.accept("", avutil.AV_LOG_WARNING, "[ac3 @ 0x1] frame 0 is bad\n");
        nanos.addAndGet(1_000_000_000);
        lines.accept("", avutil.AV_LOG_WARNING, "[aac @ 0x1] frame 100 is bad\n");
        assertThat(messages())
                .containsExactly(
                        "[aac] frame 0 is bad", "[ac3] frame 0 is bad", "[aac] frame 100 is bad (and 99 more like it)");
    }

    @Test
    void endlessLineIsCutAndSecretsAreMasked() {
        lines.accept("", avutil.AV_LOG_WARNING, "x".repeat(10_000));
        assertThat(said.list).hasSize(1);
        lines.accept("", avutil.AV_LOG_WARNING, "http://u:p@h/?token=t\n");
        assertThat(messages().getLast()).isEqualTo("http://***@h/?token=***");
    }

    @Test
    void libavSpeaksThroughTheLoggerWithTheThreadsLabel() {
        libav.setLevel(Level.WARN);
        FFmpeg.load();
        FFmpegLog.refreshLevel();
        String name = "complaint-" + (char) ('a' + NAMES.getAndIncrement());
        FFmpegLog.label("ch-42");
        avutil.av_log((Pointer) null, avutil.AV_LOG_WARNING, name + "\n");
        avutil.av_log((Pointer) null, avutil.AV_LOG_INFO, "chatter\n");
        FFmpegLog.clearLabel();
        avutil.av_log((Pointer) null, avutil.AV_LOG_ERROR, name + "\n");
        assertThat(messages()).containsExactly("ch-42: " + name, name);
        assertThat(said.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(said.list.get(1).getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void libavIsAskedForWhatTheLoggerPrints() {
        libav.setLevel(Level.INFO);
        assertThat(FFmpegLog.libavLevel(libav)).isEqualTo(avutil.AV_LOG_WARNING);
        libav.setLevel(Level.ERROR);
        assertThat(FFmpegLog.libavLevel(libav)).isEqualTo(avutil.AV_LOG_ERROR);
        libav.setLevel(Level.OFF);
        assertThat(FFmpegLog.libavLevel(libav)).isEqualTo(avutil.AV_LOG_QUIET);
        libav.setLevel(Level.DEBUG);
        assertThat(FFmpegLog.libavLevel(libav)).isEqualTo(avutil.AV_LOG_INFO);
    }

    private List<String> messages() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
