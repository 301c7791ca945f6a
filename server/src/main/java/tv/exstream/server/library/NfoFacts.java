package tv.exstream.server.library;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What elements of a .nfo file say about credits, ratings and dates. A guide tells the most important people only, and
 * files list them in that order. One file, one thread.
 */
final class NfoFacts {
    private static final int MOST_ACTORS = 10;
    private static final int MOST_OTHERS = 4;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:\\.\\d{1,12})?");

    private final Facts.Builder facts = new Facts.Builder();
    private int actors;
    private int directors;
    private int writers;
    private String stars = "";
    private boolean preferredStars;

    Facts facts() {
        return facts.add(Fact.STARS, stars).build();
    }

    void plain(String element, String text) {
        switch (element) {
            case "director" -> {
                if (directors++ < MOST_OTHERS) {
                    facts.add(Fact.DIRECTOR, name(text));
                }
            }
            // Kodi calls the writers "credits".
            case "credits", "writer" -> {
                if (writers++ < MOST_OTHERS) {
                    facts.add(Fact.WRITER, name(text));
                }
            }
            case "mpaa", "certification" -> Certificates.line(text).ifPresent(line -> facts.add(Fact.RATING, line));
            case "rating" -> stars(text, "10", false);
            case "studio" -> facts.add(Fact.STUDIO, text);
            case "country" -> facts.add(Fact.COUNTRY, text);
            case "artist" -> facts.add(Fact.ARTIST, text);
            case "album" -> facts.add(Fact.ALBUM, text);
            default -> {}
        }
    }

    /** Anything but a whole date says nothing. */
    void premiered(String text) {
        try {
            facts.add(Fact.PREMIERED, LocalDate.parse(text).toString());
        } catch (DateTimeException notADate) {
            // A year alone is the item's year.
        }
    }

    void actor(Map<String, String> children) {
        String name = name(children.getOrDefault("name", ""));
        if (name.isEmpty() || actors++ >= MOST_ACTORS) {
            return;
        }
        String role = name(children.getOrDefault("role", ""));
        boolean guest = children.getOrDefault("type", "").equalsIgnoreCase("GuestStar");
        facts.add(guest ? Fact.GUEST : Fact.ACTOR, role.isEmpty() ? name : name + "\t" + role);
    }

    /** The preferred one, else the first; 0 stands for nobody having voted. */
    void stars(String value, String most, boolean preferred) {
        if (preferredStars || (!stars.isEmpty() && !preferred)) {
            return;
        }
        String outOf = most.isEmpty() ? "10" : most;
        if (!NUMBER.matcher(value).matches() || !NUMBER.matcher(outOf).matches()) {
            // Some write a text where the number belongs.
            return;
        }
        BigDecimal given = new BigDecimal(value).setScale(1, RoundingMode.HALF_UP);
        BigDecimal of = new BigDecimal(outOf);
        if (given.signum() > 0 && given.compareTo(of) <= 0) {
            stars = text(given) + "/" + text(of);
            preferredStars = preferred;
        }
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String name(String text) {
        return text.replace('\t', ' ').strip();
    }
}
