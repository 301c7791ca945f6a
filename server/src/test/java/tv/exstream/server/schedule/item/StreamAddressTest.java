package tv.exstream.server.schedule.item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://host/live.ts, http://host/live.ts",
        "https://user:pw@host:8080/a/b.m3u8?token=x&y=/z, https://***@host:8080/a/b.m3u8?***",
        "rtsp://u@host, rtsp://***@host",
        "udp://@239.0.0.1:1234, udp://@239.0.0.1:1234",
        "srt://[::1]:9000?passphrase=x, srt://[::1]:9000?***",
        "rtmps://host/app%20one/key, rtmps://host/app%20one/key"
    })
    void hidesWhatMayBeSecret(String address, String shown) {
        assertThat(StreamAddress.masked(address)).isEqualTo(shown);
        assertThat(StreamAddress.isMask(address)).isFalse();
        assertThat(StreamAddress.isMask(shown)).isEqualTo(!shown.equals(address));
        // What is shown is an address again, and shown as it is.
        assertThat(StreamAddress.masked(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:///etc/passwd",
                "concat:a|b",
                "http://",
                "http:///x",
                "http://secret host/",
                "ftp://secret/"
            })
    void refusesWhatIsNoStreamWithoutTellingIt(String address) {
        assertThatThrownBy(() -> StreamAddress.check(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void contentTellsNoSecret() {
        assertThat(new Content.Stream("http://u:secret@h/?secret")).hasToString("Stream[http://***@h/?***]");
    }
}
