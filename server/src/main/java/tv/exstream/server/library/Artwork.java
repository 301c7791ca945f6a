package tv.exstream.server.library;

import java.util.Locale;

/** Kinds of pictures that lie beside media files. */
public enum Artwork {
    /** Upright, with the title: of a film, a season, a show or an album. */
    POSTER,
    /** Wide, behind other things. */
    BACKDROP,
    /** A picture from the programme itself. */
    STILL;

    /** As addresses and XMLTV have it: {@code poster}, {@code backdrop} or {@code still}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
