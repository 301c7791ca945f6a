package tv.exstream.engine.observe;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottledFaultsTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("faults-under-test");
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final ThrottledFaults faults = new ThrottledFaults(log, nanos::get);

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
        log.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(said);
    }

    @Test
    void logsEachKeyOnceASecondWithItsRepeats() {
        assertThat(faults.newest()).isEmpty();
        faults.report("a", "a failed");
        for (int i = 0; i < 9; i++) {
            faults.report("a", "a failed again");
        }
        faults.report("b", "b failed");
        nanos.addAndGet(999_999_999);
        faults.report("a", "a too early");
        nanos.addAndGet(1);
        faults.report("a", "a failed later");
        assertThat(messages())
                .containsExactly("a failed", "b failed", "a failed later (and 10 more since the last line)");
        assertThat(faults.total()).isEqualTo(13);
        assertThat(faults.newest()).contains("a failed later");
    }

    @Test
    void manyKeysDoNotAccumulate() {
        for (int i = 0; i < 10_000; i++) {
            faults.report("key-" + i, "m");
        }
        faults.report("key-0", "m");
        assertThat(said.list).hasSize(10_001);
        faults.report("key-9999", "m");
        assertThat(said.list).hasSize(10_001);
    }

    private List<String> messages() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
