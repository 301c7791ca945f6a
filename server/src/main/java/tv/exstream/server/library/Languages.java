package tv.exstream.server.library;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Language codes of streams. Pure. */
final class Languages {
    private static final Set<String> NONE = Set.of("und", "zxx", "mis", "mul", "qaa", "unk");
    private static final Map<String, String> TWO_LETTERS = new HashMap<>();

    static {
        for (String code : Locale.getISOLanguages()) {
            TWO_LETTERS.put(Locale.of(code).getISO3Language(), code);
        }
        // The bibliographic codes of ISO 639-2, which Java does not know and files have.
        Map.ofEntries(
                        Map.entry("alb", "sq"),
                        Map.entry("arm", "hy"),
                        Map.entry("baq", "eu"),
                        Map.entry("bur", "my"),
                        Map.entry("chi", "zh"),
                        Map.entry("cze", "cs"),
                        Map.entry("dut", "nl"),
                        Map.entry("fre", "fr"),
                        Map.entry("geo", "ka"),
                        Map.entry("ger", "de"),
                        Map.entry("gre", "el"),
                        Map.entry("ice", "is"),
                        Map.entry("mac", "mk"),
                        Map.entry("mao", "mi"),
                        Map.entry("may", "ms"),
                        Map.entry("per", "fa"),
                        Map.entry("rum", "ro"),
                        Map.entry("slo", "sk"),
                        Map.entry("tib", "bo"),
                        Map.entry("wel", "cy"))
                .forEach(TWO_LETTERS::put);
    }

    private Languages() {}

    /** ISO 639-1 where there is such a code, else what is given, in lower case; empty for "unknown" and its like. */
    static Optional<String> code(String text) {
        String code = text.strip().toLowerCase(Locale.ROOT);
        if (code.isEmpty() || NONE.contains(code)) {
            return Optional.empty();
        }
        return Optional.of(TWO_LETTERS.getOrDefault(code, code));
    }
}
