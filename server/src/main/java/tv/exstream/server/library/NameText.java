package tv.exstream.server.library;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of one name: separators, tags, release words and years. Pure. */
final class NameText {
    /** Beyond this a four-digit number is part of a title ("Blade Runner 2049"), not a year. */
    private static final int LAST_YEAR = 2039;

    private static final int FIRST_YEAR = 1895;

    private static final Pattern BRACES = Pattern.compile("\\{[^{}]*}");
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\[\\]]*]");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern EDGES = Pattern.compile("^[\\s\\-–—_.,:;+#~]+|[\\s\\-–—_,:;+#~]+$");
    private static final Pattern LONE_DOTS = Pattern.compile("(?<![\\p{L}\\p{N}.])\\.+|(?<=\\s)\\.+$");
    private static final Pattern EMPTY_PARENS = Pattern.compile("\\(\\s*\\)");
    private static final Pattern INITIALS =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\p{Lu}(?: \\p{Lu}){2,}(?![\\p{L}\\p{N}'])");
    private static final Pattern PAREN_YEAR = Pattern.compile("[(\\[]((?:18|19|20)\\d\\d)(?:[-–](?:\\d{4})?)?[)\\]]");
    private static final Pattern BARE_YEAR =
            Pattern.compile("(?<![\\p{L}\\p{N}])((?:18|19|20)\\d\\d)(?![\\p{L}\\p{N}])");

    /** Words that only release names contain: whatever follows is not part of a title. */
    private static final Pattern RELEASE = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:\\d{3,4}[pi]|[48]k(?= (?:uhd|hdr|web|blu|re|x26|hevc))|blu-?ray|bd-?rip|br-?rip"
                    + "|bdremux|web-?dl|web-?rip|hdtv|pdtv|sdtv|dvd-?rip|hd-?rip|vhs-?rip|dvdscr|[xh]\\.? ?26[45]|hevc"
                    + "|xvid|divx|10-?bit|aac2?|ac-?3|e-?ac-?3|ddp?\\d? ?\\d|dts(?:-?hd)?|truehd|uhd|hdr10?\\+?)"
                    + "(?![\\p{L}\\p{N}])");

    /** Words that mean a release only at the end of what is left. */
    private static final Pattern TRAILING = Pattern.compile(
            "(?i)[\\s\\-(]+(?:extended|unrated|remastered|proper|repack|internal"
                    + "|remux|limited|uncut|theatrical|web|dvd|hd|sd|4k|multi|dubbed|subbed|amzn|nf|dsnp|hulu|atvp|hmax)\\)?$");

    private static final Pattern PART =
            Pattern.compile("(?i)[\\s\\-(]+(?:pt|part|cd|dis[ck]|dvd)[ ._]?([1-9]|1\\d)\\)?$");
    private static final Pattern WORTHLESS =
            Pattern.compile("(?i)(?:(?:img|dsc[fn]?|mvi|vid|mov|gopr|gp|g[hx]|pxl|dji|vts|"
                    + "track|title|clip|video|untitled|file|audiotrack|recording|capture)[ \\-]*)?[\\d \\-.:]*");

    private NameText() {}

    /** The name without its extension. */
    static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    /** Words separated by single spaces, without {tags} and [tags]. */
    static String words(String name) {
        String text = BRACES.matcher(name).replaceAll(" ").replace('_', ' ');
        String open = BRACKETS.matcher(text).replaceAll(" ");
        // A title may itself be in brackets: "[REC] (2007)".
        text = hasTitle(open) ? open : text.replace("[", "").replace("]", "");
        if (text.strip().indexOf(' ') < 0) {
            text = text.replace('.', ' ');
        } else {
            text = LONE_DOTS.matcher(text).replaceAll(" ");
        }
        text = SPACES.matcher(text).replaceAll(" ").strip();
        return INITIALS.matcher(text).replaceAll(run -> run.group().replace(' ', '.') + ".");
    }

    private static boolean hasTitle(String text) {
        return PAREN_YEAR.matcher(text).replaceAll("").chars().anyMatch(Character::isLetterOrDigit);
    }

    /** Up to the first word that only release names contain, without what dangles at the edges. */
    static String title(String words) {
        String text = words;
        Matcher release = RELEASE.matcher(text);
        int from = 0;
        while (release.find(from)) {
            if (release.start() > 0) {
                text = text.substring(0, release.start());
                break;
            }
            from = release.end();
        }
        text = trim(text);
        for (Matcher tail = TRAILING.matcher(text); tail.find() && tail.start() > 0; tail = TRAILING.matcher(text)) {
            text = trim(text.substring(0, tail.start()));
        }
        return text;
    }

    static boolean isRelease(String words) {
        return RELEASE.matcher(words).find();
    }

    static String trim(String text) {
        String left = EMPTY_PARENS.matcher(text).replaceAll(" ");
        left = EDGES.matcher(left).replaceAll("");
        if (left.endsWith("(") || left.endsWith("[")) {
            left = EDGES.matcher(left.substring(0, left.length() - 1)).replaceAll("");
        }
        // An unopened parenthesis is the rest of something cut off.
        if (left.endsWith(")") && left.indexOf('(') < 0) {
            left = left.substring(0, left.length() - 1);
        }
        return SPACES.matcher(left).replaceAll(" ").strip();
    }

    /** What stands before a year, and the year. */
    record Dated(String before, int year, String after) {}

    /** The last "(1999)" of the words, where something stands before it. */
    static Optional<Dated> parenthesisedYear(String words) {
        return lastYear(PAREN_YEAR, words);
    }

    /** The last bare year that is not the first word. */
    static Optional<Dated> bareYear(String words) {
        return lastYear(BARE_YEAR, words);
    }

    private static Optional<Dated> lastYear(Pattern pattern, String words) {
        Matcher m = pattern.matcher(words);
        Optional<Dated> found = Optional.empty();
        while (m.find()) {
            OptionalInt year = year(m);
            String before = trim(words.substring(0, m.start()));
            if (year.isPresent() && !before.isEmpty()) {
                found = Optional.of(new Dated(before, year.getAsInt(), words.substring(m.end())));
            }
        }
        return found;
    }

    private static OptionalInt year(MatchResult m) {
        int year = Integer.parseInt(m.group(1));
        return year >= FIRST_YEAR && year <= LAST_YEAR ? OptionalInt.of(year) : OptionalInt.empty();
    }

    /** The number in "- pt1", "cd2", "(Part 3)" at the end of the words; empty when there is none. */
    static OptionalInt part(String words) {
        Matcher m = PART.matcher(trim(words));
        return m.find() && m.start() > 0 ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }

    static String withoutPart(String words) {
        String text = trim(words);
        Matcher m = PART.matcher(text);
        return m.find() && m.start() > 0 ? text.substring(0, m.start()) : text;
    }

    /** Whether a person learns anything from this title. */
    static boolean telling(String title) {
        return !WORTHLESS.matcher(title).matches();
    }

    /** Letters and digits only, lower case: equal for spellings of the same name. */
    static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        String text = name.toLowerCase(Locale.ROOT).replace("&", "and");
        text.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        return key.toString();
    }
}
