package tv.exstream.natives;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "rtsp://me:pw@cam/1, rtsp://***@cam/1",
                "open http://h/x?X-Plex-Token=abc&y=1 failed, open http://h/x?X-Plex-Token=***&y=1 failed",
                "http://h/a?api_key=1&password=2#f, http://h/a?api_key=***&password=***#f",
                "http://h/a?page=2, http://h/a?page=2",
                "mail me@home about a=b, mail me@home about a=b",
                "'http://u@h/?sig=q', 'http://***@h/?sig=***'",
            })
    void masksWhatOpensDoorsAndNothingElse(String text, String masked) {
        assertThat(Secrets.mask(text)).isEqualTo(masked);
    }
}
