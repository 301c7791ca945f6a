package tv.exstream.server.guide;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.OptionalInt;

import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;

/**
 * How new a programme is, as far as that is known for sure: nothing here is a guess.
 *
 * @param earlier      when this channel aired it last before; empty when it did not within what the playout remembers
 * @param elsewhere    when it was first shown anywhere, if that was before the day of the airing: a {@link LocalDate}, or a
 *                     {@link Year} where no more is known; empty if {@code earlier} is there
 * @param premiere     it is first shown anywhere on the day of this airing, and this channel has not aired it before
 * @param firstOfShow  a premiere, and not of a later episode of a show
 */
public record Showing(Optional<Instant> earlier, Optional<Temporal> elsewhere, boolean premiere, boolean firstOfShow) {
    public static final Showing UNKNOWN = new Showing(Optional.empty(), Optional.empty(), false, false);

    /** @param day of the airing, in the channel's zone */
    static Showing of(Optional<Instant> earlier, LocalDate day, MediaItem media, MediaDetails details) {
        if (earlier.isPresent()) {
            return new Showing(earlier, Optional.empty(), false, false);
        }
        Optional<LocalDate> first = details.premiered();
        if (first.isEmpty()) {
            return earlierYear(day, media)
                    .map(year -> new Showing(earlier, Optional.of(year), false, false))
                    .orElse(UNKNOWN);
        }
        if (first.get().isBefore(day)) {
            return new Showing(earlier, first.map(date -> date), false, false);
        }
        boolean premiere = first.get().equals(day);
        boolean laterEpisode = media.kind() == MediaKind.EPISODE
                && (media.dated()
                        || media.season().orElse(1) != 1
                        || media.episode().orElse(0) != 1);
        return new Showing(earlier, Optional.empty(), premiere, premiere && !laterEpisode);
    }

    /** An episode's year is its show's, which says nothing about the episode. */
    private static Optional<Year> earlierYear(LocalDate day, MediaItem media) {
        OptionalInt year = media.kind() == MediaKind.EPISODE ? OptionalInt.empty() : media.year();
        return year.isPresent() && year.getAsInt() < day.getYear()
                ? Optional.of(Year.of(year.getAsInt()))
                : Optional.empty();
    }
}
