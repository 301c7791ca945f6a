package tv.exstream.server.guide;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;

import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;

import static org.assertj.core.api.Assertions.assertThat;

class ShowingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 24);

    static MediaItem media(MediaKind kind, int season, int episode, int year) {
        boolean numbered = kind == MediaKind.EPISODE;
        return new MediaItem(
                1,
                1,
                Path.of("/media/x.mkv"),
                kind,
                "X",
                numbered ? Optional.of("Show") : Optional.empty(),
                numbered ? OptionalInt.of(season) : OptionalInt.empty(),
                numbered ? OptionalInt.of(episode) : OptionalInt.empty(),
                OptionalInt.empty(),
                year == 0 ? OptionalInt.empty() : OptionalInt.of(year),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(30),
                true,
                true,
                Instant.EPOCH);
    }

    static MediaDetails premiered(Optional<LocalDate> day) {
        MediaDetails none = MediaDetails.NONE;
        return new MediaDetails(
                day,
                none.certificate(),
                none.stars(),
                List.of(),
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
                Set.of());
    }

    private static Showing of(MediaItem media, Optional<LocalDate> premiered) {
        return Showing.of(Optional.empty(), TODAY, media, premiered(premiered));
    }

    @Test
    void anEarlierAiringHereCountsFirst() {
        Instant then = Instant.parse("2026-10-20T10:00:00Z");
        assertThat(Showing.of(
                        Optional.of(then), TODAY, media(MediaKind.MOVIE, 0, 0, 1979), premiered(Optional.of(TODAY))))
                .isEqualTo(new Showing(Optional.of(then), Optional.empty(), false, false));
    }

    @Test
    void whatIsOlderThanTodayWasShownBefore() {
        LocalDate yesterday = TODAY.minusDays(1);
        assertThat(of(media(MediaKind.EPISODE, 1, 1, 2004), Optional.of(yesterday)))
                .isEqualTo(new Showing(Optional.empty(), Optional.of(yesterday), false, false));
        assertThat(of(media(MediaKind.MOVIE, 0, 0, 1979), Optional.empty()).elsewhere())
                .contains(Year.of(1979));
    }

    @Test
    void nothingIsSaidOfWhatIsNotKnown() {
        // A show's year says nothing about its episodes; this year's film may have been shown or not.
        assertThat(of(media(MediaKind.EPISODE, 1, 1, 2004), Optional.empty())).isEqualTo(Showing.UNKNOWN);
        assertThat(of(media(MediaKind.MOVIE, 0, 0, 2026), Optional.empty())).isEqualTo(Showing.UNKNOWN);
        assertThat(of(media(MediaKind.OTHER, 0, 0, 0), Optional.empty())).isEqualTo(Showing.UNKNOWN);
        assertThat(of(media(MediaKind.MOVIE, 0, 0, 2026), Optional.of(TODAY.plusDays(1))))
                .isEqualTo(Showing.UNKNOWN);
    }

    @Test
    void onlyTheFirstEpisodeOfAShowIsNew() {
        Showing premiere = new Showing(Optional.empty(), Optional.empty(), true, false);
        assertThat(of(media(MediaKind.EPISODE, 1, 2, 2026), Optional.of(TODAY))).isEqualTo(premiere);
        assertThat(of(media(MediaKind.EPISODE, 2, 1, 2026), Optional.of(TODAY))).isEqualTo(premiere);
        assertThat(of(media(MediaKind.EPISODE, 2026, 1024, 2026), Optional.of(TODAY)))
                .isEqualTo(premiere);
        assertThat(of(media(MediaKind.EPISODE, 1, 1, 2026), Optional.of(TODAY)).firstOfShow())
                .isTrue();
        assertThat(of(media(MediaKind.MOVIE, 0, 0, 2026), Optional.of(TODAY)).firstOfShow())
                .isTrue();
    }
}
