package tv.exstream.server.library;

/** What sort of thing a media item is. */
public enum MediaKind {
    /** Belongs to a show. */
    EPISODE,
    MOVIE,
    /** Sound without a picture. */
    MUSIC,
    /** A loose clip. */
    OTHER
}
