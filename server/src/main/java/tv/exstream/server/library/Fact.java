package tv.exstream.server.library;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What a line of {@link Facts} is about. The database has the names in lower case: renaming one loses what was found. */
enum Fact {
    /** The first day it was shown anywhere: ISO date. */
    PREMIERED('p'),
    /** The body that rates (may be empty), a tab, and for whom it is. */
    RATING('r'),
    /** {@code 8.4/10}. */
    STARS('*'),
    DIRECTOR('d'),
    WRITER('w'),
    /** A name; a tab and the role where it is known. */
    ACTOR('a'),
    /** As {@link #ACTOR}, in this episode only. */
    GUEST('g'),
    STUDIO('s'),
    COUNTRY('c'),
    ARTIST('m'),
    ALBUM('l'),
    /** Pictures: paths below the library folder, '/' between names. */
    POSTER('P'),
    BACKDROP('B'),
    STILL('S'),
    /** {@code 1920x1080 16:9}, followed by {@code grey} where the stream has no colour. */
    PICTURE('v'),
    /** Count of sound channels. */
    SOUND('n'),
    /** Of the sound: ISO 639-1 where there is such a code, else ISO 639-2. */
    LANGUAGE('i'),
    /** Language of a subtitle stream. */
    SUBTITLE('t'),
    /** What the file's own tags say; used where no sidecar says better. */
    GENRE('G'),
    PLOT('T');

    private static final Map<String, Fact> BY_WORD = new HashMap<>();
    private static final @Nullable Fact[] BY_CODE = new Fact[128];

    static {
        for (Fact fact : values()) {
            BY_WORD.put(fact.word(), fact);
            BY_CODE[fact.code()] = fact;
        }
    }

    private final String word = name().toLowerCase(Locale.ROOT);
    private final char code;

    Fact(char code) {
        this.code = code;
    }

    /** Stands for the fact where there are many, in memory only. */
    char code() {
        return code;
    }

    String word() {
        return word;
    }

    static @Nullable Fact ofCode(char code) {
        return code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Of a file: not a letter of it may change. */
    boolean isPath() {
        return this == POSTER || this == BACKDROP || this == STILL;
    }

    /** Empty for what another version wrote. */
    static Optional<Fact> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
