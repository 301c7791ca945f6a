package tv.exstream.server.library;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in a name that says which episode it is. Pure.
 *
 * @param before  text before it: usually the show
 * @param after   text after it: usually the title
 * @param episode empty where only the season is known
 */
record EpisodeMark(String before, String after, OptionalInt season, OptionalInt episode, OptionalInt episodeEnd) {
    /** A season from here on is the year of an episode that has a date; no show has so many seasons. */
    static final int FIRST_DATED_SEASON = 1900;

    private static final String EDGE = "(?<![\\p{L}\\p{N}])";
    private static final Pattern SEASON_EPISODE =
            Pattern.compile("(?i)" + EDGE + "s(\\d{1,4})[ .\\-]{0,3}(?:e|ep|episode)[ .]?(\\d{1,4})(?!\\d)");
    private static final Pattern CROSS =
            Pattern.compile("(?i)" + EDGE + "(\\d{1,2})x(\\d{2,3})(?![\\p{L}\\p{N}&&[^x]])");
    private static final Pattern IN_WORDS = Pattern.compile("(?i)" + EDGE
            + "(?:season|series|staffel|saison)[ ]?(\\d{1,4})[ ,.\\-]*(?:episode|ep|folge|e)[ .]?(\\d{1,4})");
    private static final Pattern EPISODE_ONLY = Pattern.compile(
            "(?i)" + EDGE + "(?:episode|episodio|épisode|folge|ep|e)[ .#]?(\\d{1,4})(?![\\p{L}\\p{N}&&[^v]])");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)[\\-. ](\\d\\d)[\\-. ](\\d\\d)(?!\\d)");
    private static final Pattern NEXT = Pattern.compile(
            "(?i)\\G(?: ?- ?(?:s\\d{1,4})?|[ .&+]?)(?:e|ep)(\\d{1,4})(?!\\d)|\\G[\\-x](?:\\d{1,2}x)?(\\d{1,3})(?![\\p{L}\\p{N}])");
    private static final Pattern LEADING = Pattern.compile("^(\\d{1,4})(?:v\\d)?(?=$|[ .\\-])(?! ?[\\-.] ?\\d)");
    private static final Pattern DASHED = Pattern.compile("(?i) - (?:#)?(\\d{1,4})(?:v\\d)?(?=$| - | ?[(\\[])");
    private static final Pattern TRAILING = Pattern.compile("[ #\\-](\\d{1,4})(?:v\\d)?$");

    private static final Pattern GLUED = Pattern.compile("(?<=\\p{L})(\\d{2,3})$");

    /** Marks that can hardly mean anything else. */
    static Optional<EpisodeMark> explicit(String words) {
        Matcher m = SEASON_EPISODE.matcher(words);
        if (m.find()) {
            return Optional.of(numbered(words, m));
        }
        m = CROSS.matcher(words);
        if (m.find()) {
            return Optional.of(numbered(words, m));
        }
        m = IN_WORDS.matcher(words);
        if (m.find()) {
            return Optional.of(numbered(words, m));
        }
        m = DATE.matcher(words);
        if (m.find()) {
            try {
                LocalDate date = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
                return Optional.of(new EpisodeMark(
                        words.substring(0, m.start()),
                        words.substring(m.end()),
                        OptionalInt.of(date.getYear()),
                        OptionalInt.of(date.getMonthValue() * 100 + date.getDayOfMonth()),
                        OptionalInt.empty()));
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** "Episode 5", "Ep05", "E05": an episode of a season that the folder knows, or of none. */
    static Optional<EpisodeMark> episodeOnly(String words) {
        Matcher m = EPISODE_ONLY.matcher(words);
        if (!m.find()) {
            return Optional.empty();
        }
        OptionalInt end = next(words, m.end(), number(m, 1));
        int after = end.isPresent() ? endOfNext(words, m.end()) : m.end();
        return Optional.of(new EpisodeMark(
                words.substring(0, m.start()), words.substring(after), OptionalInt.empty(), episode(m, 1), end));
    }

    /** A bare number where a season folder says that it counts episodes. */
    static Optional<EpisodeMark> inSeason(String words) {
        for (Pattern pattern : new Pattern[] {LEADING, DASHED, TRAILING}) {
            Matcher m = pattern.matcher(words);
            if (m.find() && !looksLikeYear(m.group(1))) {
                return Optional.of(bare(words, m));
            }
        }
        return Optional.empty();
    }

    /** "Show - 05" as fansubbers write it. */
    static Optional<EpisodeMark> dashed(String words) {
        Matcher m = DASHED.matcher(words);
        return m.find()
                        && m.start() > 0
                        && !looksLikeYear(m.group(1))
                        && m.group(1).length() >= 2
                ? Optional.of(bare(words, m))
                : Optional.empty();
    }

    /** A bare number that counts if its neighbours in the folder have one, too. */
    static Optional<EpisodeMark> loose(String words) {
        for (Pattern pattern : new Pattern[] {DASHED, TRAILING, LEADING}) {
            Matcher m = pattern.matcher(words);
            if (m.find() && !looksLikeYear(m.group(1))) {
                return Optional.of(bare(words, m));
            }
        }
        Matcher glued = GLUED.matcher(words);
        return glued.find() ? Optional.of(bare(words, glued)) : Optional.empty();
    }

    private static EpisodeMark numbered(String words, Matcher m) {
        OptionalInt end = next(words, m.end(), number(m, 2));
        int after = end.isPresent() ? endOfNext(words, m.end()) : m.end();
        return new EpisodeMark(
                words.substring(0, m.start()),
                words.substring(after),
                OptionalInt.of(number(m, 1)),
                episode(m, 2),
                end);
    }

    private static EpisodeMark bare(String words, Matcher m) {
        return new EpisodeMark(
                words.substring(0, m.start()),
                words.substring(m.end()),
                OptionalInt.empty(),
                episode(m, 1),
                OptionalInt.empty());
    }

    /** The last episode of "-E03", "E03", "-03", "x03" right behind the first. */
    private static OptionalInt next(String words, int from, int first) {
        Matcher m = NEXT.matcher(words);
        int last = first;
        int at = from;
        while (m.find(at)) {
            int number = m.group(1) != null ? number(m, 1) : number(m, 2);
            if (number <= last || number > first + 60) {
                break;
            }
            last = number;
            at = m.end();
        }
        return last > first ? OptionalInt.of(last) : OptionalInt.empty();
    }

    private static int endOfNext(String words, int from) {
        Matcher m = NEXT.matcher(words);
        int at = from;
        while (m.find(at)) {
            at = m.end();
        }
        return at;
    }

    private static boolean looksLikeYear(String digits) {
        return digits.length() == 4 && (digits.startsWith("19") || digits.startsWith("20"));
    }

    private static OptionalInt episode(Matcher m, int group) {
        return OptionalInt.of(number(m, group));
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }
}
