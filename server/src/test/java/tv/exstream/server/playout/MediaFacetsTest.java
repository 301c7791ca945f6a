package tv.exstream.server.playout;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.library.EmbeddedMetadata;
import tv.exstream.server.library.EmbeddedMetadata.Chapter;
import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;

import static org.assertj.core.api.Assertions.assertThat;

class MediaFacetsTest {
    private static final Duration LENGTH = Duration.ofMinutes(45);

    private final FakeLibrary library = new FakeLibrary();

    private Airable airable(long id) {
        return MediaFacets.airable(library.item(id).orElseThrow(), library.details(id));
    }

    private static Chapter chapter(String title, long fromSeconds, long toSeconds) {
        return new Chapter(
                title.isEmpty() ? Optional.empty() : Optional.of(title),
                Duration.ofSeconds(fromSeconds),
                Duration.ofSeconds(toSeconds));
    }

    private static EmbeddedMetadata chapters(Chapter... chapters) {
        return new EmbeddedMetadata(
                List.of(chapters), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private List<Facets.Chapter> put(Chapter... chapters) {
        long id = library.clip("clips/a.mp4", LENGTH);
        library.embed(id, chapters(chapters));
        return airable(id).facets().chapters();
    }

    private static Facets.Chapter until(String title, long seconds) {
        return new Facets.Chapter(title, Duration.ofSeconds(seconds));
    }

    @Test
    void anEpisodeIsTitledByItsShowAndKeepsItsOwnName() {
        Airable episode = airable(library.episode("The Show", 2, 7, LENGTH));
        assertThat(episode.title()).isEqualTo("The Show");
        Facets facets = episode.facets();
        assertThat(facets.name()).isEqualTo("Episode 7");
        assertThat(facets.show()).isEqualTo("The Show");
        assertThat(facets.season()).isEqualTo(2);
        assertThat(facets.episode()).isEqualTo(7);
        assertThat(facets.released()).isEmpty();
    }

    @Test
    void anEpisodeNamedByItsDateWasReleasedThen() {
        assertThat(airable(library.episode("Daily", 2024, 229, LENGTH)).facets().released())
                .hasValue(LocalDate.of(2024, 2, 29));
        assertThat(airable(library.episode("Daily", 2023, 229, LENGTH)).facets().released())
                .isEmpty();
    }

    @Test
    void aFilmWasReleasedOnItsOwnDayOrInItsYear() {
        long film = library.movie("Film", 1995, List.of(), LENGTH);
        assertThat(airable(film).facets().released()).hasValue(LocalDate.of(1995, 1, 1));
        library.embed(
                film,
                new EmbeddedMetadata(
                        List.of(),
                        Optional.of("Artist"),
                        Optional.of("Album"),
                        Optional.of("Director"),
                        Optional.of(LocalDate.of(1995, 7, 8))));
        Facets facets = airable(film).facets();
        assertThat(facets.released()).hasValue(LocalDate.of(1995, 7, 8));
        assertThat(facets.artist()).isEqualTo("Artist");
        assertThat(facets.album()).isEqualTo("Album");
        assertThat(facets.director()).isEqualTo("Director");
        assertThat(facets.show()).isEmpty();
    }

    @Test
    void whatASidecarSaysComesFirst() {
        long film = library.movie("Film", 1995, List.of(), LENGTH);
        library.embed(
                film,
                new EmbeddedMetadata(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Of The File"),
                        Optional.of(LocalDate.of(1999, 1, 1))));
        MediaDetails none = MediaDetails.NONE;
        library.describe(
                film,
                new MediaDetails(
                        Optional.of(LocalDate.of(1995, 3, 4)),
                        none.certificate(),
                        none.stars(),
                        List.of("First Of Two", "Second"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        none.artist(),
                        none.album(),
                        none.picture(),
                        none.audioChannels(),
                        none.language(),
                        List.of(),
                        Set.of()));
        Facets facets = airable(film).facets();
        assertThat(facets.director()).isEqualTo("First Of Two");
        assertThat(facets.released()).hasValue(LocalDate.of(1995, 3, 4));
    }

    @Test
    void chaptersEndWhereTheNextBeginsAndTheLastWithTheItem() {
        assertThat(put(chapter("Cold open", 0, 360), chapter("Act", 361, 2000), chapter("", 2000, 2700)))
                .containsExactly(until("Cold open", 361), until("Act", 2000), until("", 2700));
    }

    @Test
    void chaptersThatMakeNoSenseAreLeftOut() {
        assertThat(put()).isEmpty();
        assertThat(put(chapter("All", 0, 2700))).containsExactly(until("All", 2700));
        assertThat(put(chapter("One", 0, 60), chapter("Same", 60, 60), chapter("Beyond", 60, 9000)))
                .containsExactly(until("One", 60), until("Beyond", 2700));
        assertThat(put(chapter("Half", 0, 100))).containsExactly(until("Half", 100), until("", 2700));
    }
}
