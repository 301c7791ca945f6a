package tv.exstream.server.collection;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MediaQueryTest {
    private final FakeLibrary library = new FakeLibrary();

    @BeforeEach
    void fill() {
        library.episode("Looney Tunes", 1, 1, Duration.ofMinutes(7)); // 1
        library.episode("Looney Tunes", 0, 2, Duration.ofMinutes(30)); // 2
        library.episode("Dexter's Laboratory", 2, 1, Duration.ofMinutes(22)); // 3
        library.movie("The Looney Film", 1996, List.of("Comedy", "Animation"), Duration.ofMinutes(88)); // 4
        library.movie("Space", 2001, List.of("Science Fiction"), Duration.ofMinutes(140)); // 5
        library.clip("bumpers/Station Ident 3.mp4", Duration.ofSeconds(15)); // 6
        library.track("Song", Duration.ofMinutes(3)); // 7
    }

    private List<Long> find(String query) {
        MediaQuery parsed = MediaQuery.parse(query);
        return library.items().stream()
                .filter(parsed::matches)
                .map(item -> item.id())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "type:episode AND show_title:\"Looney Tunes\"~1 2",
                "type:episode AND show_title:\"The Looney Tunes\"~",
                "type:episode AND (show_title:\"looney tunes\" OR show_title:\"Dexter's Laboratory\") AND NOT season_number:0~1 3",
                "show_title:dexters~3",
                "genre:comedy~4",
                "genre:\"science fiction\" || genre:animation~4 5",
                "type:movie && release_date:[20000101 TO 20091231]~5",
                "type:movie AND release_date:[1990-01-01 TO *]~4 5",
                "year:{1996 TO 2001]~5",
                "minutes:[* TO 7]~1 6 7",
                "seconds:15~6",
                "looney~1 2 4",
                "\"looney film\"~4",
                "space song~5 7",
                "type:other_video AND path:bumpers~6",
                "title:stat*~6",
                "title:sp?ce~5",
                "type:movie -genre:comedy~5",
                "type:movie AND -genre:comedy~5",
                "!type:movie AND NOT type:episode~6 7",
                "+type:song~7",
                "show_genre:comedy~",
                "title:*~1 2 3 4 5 6 7"
            })
    void findsWhatItSays(String query, String expected) {
        String ids = expected == null ? "" : expected;
        assertThat(find(query))
                .containsExactlyElementsOf(List.of(ids.split(" ", -1)).stream()
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "^^~column 1: it is empty",
                "actor:x~column 1: there is no field 'actor'; did you mean",
                "gerne:x~did you mean 'genre'?",
                "(title:x~column 9: ')' is missing",
                "title:x)~column 8: ')' does not belong here",
                "title:\"x~column 7: the closing '\"' is missing",
                "title:~column 7: a word is missing",
                "title:[a TO b]~'title' is text and has no range",
                "year:[1990 1999]~a range is written [1990 TO 1999]",
                "year:[1990 TO 1999~']' is missing",
                "year:soon~'year' takes a number, not 'soon'",
                "release_date:soon~takes a date such as 19991231",
                "title:x AND~a word is missing"
            })
    void refusesWhatIsNoQuery(String query, String message) {
        assertThatThrownBy(() -> MediaQuery.parse(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    @Timeout(20)
    void noPatternTakesLong() {
        library.clip("x".repeat(200) + ".mp4", Duration.ofMinutes(1));
        assertThat(find("title:" + "*x".repeat(900) + "y")).isEmpty();
        assertThat(find("title:x*x?*x")).containsExactly(8L);
    }

    @Test
    void longNonsenseIsRefused() {
        assertThatThrownBy(() -> MediaQuery.parse("(".repeat(3_000))).hasMessageContaining("at most");
        assertThatThrownBy(() -> MediaQuery.parse("(".repeat(1_500))).hasMessageContaining("a word is missing");
    }
}
