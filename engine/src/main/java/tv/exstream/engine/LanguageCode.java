package tv.exstream.engine;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** Codes of languages that mean the same, made equal: ISO 639-1, 639-2/T and 639-2/B, with or without a region. */
public final class LanguageCode {
    /** ISO 639-2 has two codes for these: the bibliographic one, which Matroska writes, and the terminological one. */
    private static final Map<String, String> TERMINOLOGICAL = Map.ofEntries(
            Map.entry("alb", "sqi"),
            Map.entry("arm", "hye"),
            Map.entry("baq", "eus"),
            Map.entry("bur", "mya"),
            Map.entry("chi", "zho"),
            Map.entry("cze", "ces"),
            Map.entry("dut", "nld"),
            Map.entry("fre", "fra"),
            Map.entry("geo", "kat"),
            Map.entry("ger", "deu"),
            Map.entry("gre", "ell"),
            Map.entry("ice", "isl"),
            Map.entry("mac", "mkd"),
            Map.entry("mao", "mri"),
            Map.entry("may", "msa"),
            Map.entry("per", "fas"),
            Map.entry("rum", "ron"),
            Map.entry("slo", "slk"),
            Map.entry("tib", "bod"),
            Map.entry("wel", "cym"));

    private LanguageCode() {}

    /** The code of ISO 639-2/T where there is one, else what was given, in lower case and without its region. */
    public static String of(String code) {
        String language = code.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        if (language.length() == 2) {
            try {
                return Locale.of(language).getISO3Language();
            } catch (MissingResourceException notOne) {
                return language;
            }
        }
        return TERMINOLOGICAL.getOrDefault(language, language);
    }
}
