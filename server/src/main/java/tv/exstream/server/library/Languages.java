package tv.exstream.server.library;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tv.exstream.engine.LanguageCode;

/** Language codes of streams. Pure. */
final class Languages {
    private static final Set<String> NONE = Set.of("und", "zxx", "mis", "mul", "qaa", "unk");
    private static final int THREE_LETTERS = 3;
    /** ISO 639-1 by ISO 639-2/T. */
    private static final Map<String, String> TWO_LETTERS = new HashMap<>();

    static {
        for (String code : Locale.getISOLanguages()) {
            TWO_LETTERS.put(Locale.of(code).getISO3Language(), code);
        }
    }

    private Languages() {}

    /** ISO 639-1 where there is such a code, else what is given, in lower case; empty for "unknown" and its like. */
    static Optional<String> code(String text) {
        String code = text.strip().toLowerCase(Locale.ROOT);
        if (code.isEmpty() || NONE.contains(code)) {
            return Optional.empty();
        }
        return Optional.of(
                code.length() == THREE_LETTERS ? TWO_LETTERS.getOrDefault(LanguageCode.of(code), code) : code);
    }
}
