package tv.exstream.server.library;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ratings of sidecars, as {@link Fact#RATING} has them: {@code US:TV-14}, {@code DE-16}, {@code Rated PG for …}. Pure. */
final class Certificates {
    private static final Set<String> MPAA = Set.of("G", "PG", "PG-13", "R", "NC-17");
    private static final Set<String> NONE = Set.of("NR", "N/A", "NONE", "UNRATED", "NOT RATED", "NOT AVAILABLE");
    /** Who rates, by country; a country that is not here stands for its own. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("GB", "BBFC"),
            Map.entry("UK", "BBFC"),
            Map.entry("DE", "FSK"),
            Map.entry("GERMANY", "FSK"),
            Map.entry("NL", "Kijkwijzer"),
            Map.entry("AU", "ACB"),
            Map.entry("IE", "IFCO"),
            Map.entry("FR", "CNC"),
            Map.entry("BR", "ClassInd"),
            Map.entry("JP", "EIRIN"));

    private static final Pattern SEVERAL = Pattern.compile("\\s+/\\s+|\\s*\\|\\s*");
    private static final Pattern RATED = Pattern.compile("(?i)^rated\\s+|\\s+for\\s.*$");
    private static final Pattern WITH_COUNTRY = Pattern.compile("^(\\p{L}[\\p{L} ]{1,20}):\\s*(\\S.*)$");
    private static final Pattern WITH_CODE = Pattern.compile("^([A-Z]{2})-(\\d{1,2}\\+?)$");
    private static final Pattern FSK = Pattern.compile("(?i)^FSK[ :\\-]*(\\d{1,2})$");
    private static final String AMERICAN_TV = "TV-";
    private static final int LONGEST = 20;

    private Certificates() {}

    /** The first of those listed; empty for what says that there is none. */
    static Optional<String> line(String text) {
        String first = RATED.matcher(SEVERAL.split(text.strip(), 2)[0]).replaceAll("");
        if (MPAA.contains(first)) {
            return Optional.of("MPAA\t" + first);
        }
        Matcher country = WITH_COUNTRY.matcher(first);
        if (country.matches()) {
            return of(country.group(1), country.group(2));
        }
        Matcher code = WITH_CODE.matcher(first);
        return code.matches() && !first.startsWith(AMERICAN_TV) ? of(code.group(1), code.group(2)) : of("", first);
    }

    private static Optional<String> of(String country, String said) {
        String value = RATED.matcher(said.strip()).replaceAll("");
        if (value.isEmpty() || value.length() > LONGEST || NONE.contains(value.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        Matcher fsk = FSK.matcher(value);
        if (fsk.matches()) {
            return Optional.of("FSK\t" + fsk.group(1));
        }
        String place = country.strip().toUpperCase(Locale.ROOT);
        boolean american = place.isEmpty() || place.equals("US") || place.equals("USA");
        if (american) {
            String body = MPAA.contains(value) ? "MPAA" : value.startsWith(AMERICAN_TV) ? "VCHIP" : place;
            return Optional.of(body + "\t" + value);
        }
        return Optional.of(BODIES.getOrDefault(place, country.strip()) + "\t" + value);
    }
}
