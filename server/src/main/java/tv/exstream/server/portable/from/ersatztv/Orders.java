package tv.exstream.server.portable.from.ersatztv;

import java.util.Optional;

import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Grouping;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/**
 * In which order a row of ErsatzTV's draws.
 *
 * @param code     as the database has it
 * @param together parts of one story stay together in a shuffle
 * @param asShows  the collections of a multi collection are treated as shows
 * @param marathon how its groups are made, if it is one
 */
record Orders(int code, boolean together, boolean asShows, Optional<Grouping> marathon) {
    static final Orders SHUFFLED = new Orders(3, false, false, Optional.empty());

    static Orders of(Row row) {
        return new Orders(row.number("PlaybackOrder", 1), false, false, grouping(row));
    }

    /** Of an item of a schedule that says some of it for all its items. */
    static Orders of(Row row, Row schedule) {
        return new Orders(
                row.number("PlaybackOrder", 1),
                schedule.flag("KeepMultiPartEpisodesTogether", false),
                schedule.flag("TreatCollectionsAsShows", false),
                grouping(row));
    }

    Orders with(int other) {
        return new Orders(other, together, asShows, marathon);
    }

    private static Optional<Grouping> grouping(Row row) {
        Grouping.By by = switch (row.number("MarathonGroupBy", 0)) {
            case 2 -> Grouping.By.SEASON;
            case 3 -> Grouping.By.ARTIST;
            case 4 -> Grouping.By.ALBUM;
            case 5 -> Grouping.By.DIRECTOR;
            default -> Grouping.By.SHOW;
        };
        return Optional.of(new Grouping(
                by,
                row.flag("MarathonShuffleGroups", false),
                row.flag("MarathonShuffleItems", false),
                Math.max(0, row.number("MarathonBatchSize", 0))));
    }

    /** @param listed the source has an order by hand */
    Draw draw(ContentSource source, boolean listed) {
        PlaybackOrder order = switch (code) {
            case 2 -> PlaybackOrder.RANDOM;
            case 3 -> together ? PlaybackOrder.MULTI_EPISODE_SHUFFLE : PlaybackOrder.SHUFFLE;
            case 4 -> PlaybackOrder.SHUFFLE_IN_ORDER;
            case 5 -> PlaybackOrder.MULTI_EPISODE_SHUFFLE;
            case 6 -> PlaybackOrder.SEASON_EPISODE;
            case 7 -> PlaybackOrder.RANDOM_ROTATION;
            case 8 -> PlaybackOrder.MARATHON;
            default -> listed ? PlaybackOrder.CUSTOM : PlaybackOrder.CHRONOLOGICAL;
        };
        boolean byCollection = asShows && source instanceof ContentSource.Several && order.grouped();
        Optional<Grouping> grouping = order == PlaybackOrder.MARATHON
                ? marathon
                : byCollection ? Optional.of(new Grouping(Grouping.By.COLLECTION, false, false, 0)) : Optional.empty();
        return new Draw(source, order, grouping, Optional.empty());
    }
}
