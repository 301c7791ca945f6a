package tv.exstream.server.portable.from.ersatztv;

import java.util.Optional;

import tv.exstream.server.portable.from.draft.Row;

/**
 * What a row of ErsatzTV's schedules, blocks, decos or filler presets draws from.
 *
 * @param code  of the kind, as the database has it
 * @param key   of the collection, the media item and so on; negative if there is none
 * @param title of a search
 * @param query of a search
 */
record ContentKey(Kind kind, int code, long key, Optional<String> title, Optional<String> query) {
    /** What sort of thing it is. */
    enum Kind {
        COLLECTION,
        MULTI_COLLECTION,
        SMART_COLLECTION,
        PLAYLIST,
        FIRST_RUN,
        RERUN,
        SEARCH,
        /** A show, a season, an artist, or one item. */
        MEDIA,
        UNKNOWN
    }

    /** @param prefix of the columns' names */
    static ContentKey of(Row row, String prefix) {
        int code = row.number(prefix + "CollectionType", 0);
        Kind kind = switch (code) {
            case 0 -> Kind.COLLECTION;
            case 1, 2, 3, 10, 20, 30, 40, 50, 60, 70 -> Kind.MEDIA;
            case 4 -> Kind.MULTI_COLLECTION;
            case 5 -> Kind.SMART_COLLECTION;
            case 6 -> Kind.PLAYLIST;
            case 7 -> Kind.FIRST_RUN;
            case 8 -> Kind.RERUN;
            case 9 -> Kind.SEARCH;
            default -> Kind.UNKNOWN;
        };
        String column = switch (kind) {
            case COLLECTION -> "CollectionId";
            case MEDIA -> "MediaItemId";
            case MULTI_COLLECTION -> "MultiCollectionId";
            case SMART_COLLECTION -> "SmartCollectionId";
            case PLAYLIST -> "PlaylistId";
            case FIRST_RUN, RERUN -> "RerunCollectionId";
            case SEARCH, UNKNOWN -> "";
        };
        return new ContentKey(
                kind,
                code,
                row.number(prefix + column).orElse(-1L),
                row.text(prefix + "SearchTitle"),
                row.text(prefix + "SearchQuery"));
    }
}
