package tv.exstream.server.http;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WeakTagTest {
    private final WeakTag tag = WeakTag.of(255L, 7, Instant.EPOCH);

    @Test
    void isMadeOfItsFacts() {
        assertThat(tag.value()).isEqualTo("ff-7-1970-01-01T00:00:00Z");
        assertThat(tag.ok("body").build().getHeaderString("ETag")).isEqualTo("W/\"" + tag.value() + "\"");
        assertThat(tag.notModified().getStatus()).isEqualTo(304);
    }

    @Test
    void isKnownByWhoSendsItBackAsItCame() {
        assertThat(tag.known("W/\"" + tag.value() + "\"")).isTrue();
        assertThat(tag.known("\"other\", W/\"" + tag.value() + "--gzip\"")).isTrue();
        assertThat(tag.known(" * ")).isTrue();
        assertThat(tag.known("W/\"" + tag.value() + "0\"")).isFalse();
        assertThat(tag.known("\"f" + tag.value() + "\"")).isFalse();
        assertThat(tag.known((String) null)).isFalse();
    }
}
