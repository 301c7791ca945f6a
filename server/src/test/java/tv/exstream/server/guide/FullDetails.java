package tv.exstream.server.guide;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import tv.exstream.server.library.Artwork;
import tv.exstream.server.library.MediaDetails;

/** Details of an item of which everything is known. */
final class FullDetails {
    private FullDetails() {}

    static MediaDetails of(int number) {
        return new MediaDetails(
                Optional.of(LocalDate.of(1950, 1, 1).plusDays(number)),
                Optional.of(new MediaDetails.Certificate(Optional.of("MPAA"), "PG-13")),
                Optional.of(new MediaDetails.Stars("7.8", "10")),
                List.of("Director of " + number),
                List.of("First Writer", "Second Writer"),
                IntStream.range(0, 10)
                        .mapToObj(i -> new MediaDetails.Actor(
                                "Actor " + i + " of " + number, Optional.of("Role " + i), i == 9))
                        .toList(),
                List.of("A Studio"),
                List.of("A Country"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MediaDetails.Picture(1920, 1080, "16:9", false)),
                OptionalInt.of(2),
                Optional.of("en"),
                List.of("de", "fr"),
                Set.of(Artwork.POSTER, Artwork.BACKDROP));
    }
}
