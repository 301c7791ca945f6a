package tv.exstream.server.collection;

import java.util.function.Predicate;

import tv.exstream.server.library.MediaItem;

/**
 * A search rule: {@code type:episode AND (show_title:"Looney Tunes" OR genre:comedy) AND NOT season_number:0}.
 *
 * <p>{@code AND}, {@code OR}, {@code NOT}, {@code &&}, {@code ||}, {@code !}, {@code -} and parentheses combine terms;
 * terms side by side are alternatives, but for those that are not to be there, as Lucene has it. A term is a field, a colon and a word, several words in quotes,
 * or a range {@code [1990 TO 1999]} whose ends may be {@code *}; braces leave the ends out. Words compare without regard
 * to case, {@code *} and {@code ?} stand for any letters and any one letter. A word without a field is looked for in the
 * titles of items and shows. A value; evaluation is pure.
 */
public final class MediaQuery {
    private final String text;
    private final Predicate<MediaItem> test;

    private MediaQuery(String text, Predicate<MediaItem> test) {
        this.text = text;
        this.test = test;
    }

    /** @throws IllegalArgumentException naming the column, if it is no query or names a field that is not known */
    public static MediaQuery parse(String text) {
        return new MediaQuery(text, new MediaQueryParser(text).parse());
    }

    public boolean matches(MediaItem item) {
        return test.test(item);
    }

    @Override
    public String toString() {
        return text;
    }
}
