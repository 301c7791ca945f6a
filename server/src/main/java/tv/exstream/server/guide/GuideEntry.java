package tv.exstream.server.guide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One programme in the guide: a view of one playout item (or of the items merged into it).
 *
 * @param start      first instant on air
 * @param stop       first instant no longer on air; equals the next entry's start
 * @param fillerKind empty for a programme, else what kind of filler it is
 * @param mediaId    library item shown, empty for synthetic or offline spans
 */
public record GuideEntry(
        Instant start,
        Instant stop,
        String title,
        Optional<String> subTitle,
        Optional<String> description,
        OptionalInt season,
        OptionalInt episode,
        OptionalInt year,
        List<String> categories,
        Optional<String> fillerKind,
        OptionalLong mediaId) {
    public GuideEntry {
        categories = List.copyOf(categories);
        if (!stop.isAfter(start)) {
            throw new IllegalArgumentException("guide entry '" + title + "' stops before it starts");
        }
    }
}
