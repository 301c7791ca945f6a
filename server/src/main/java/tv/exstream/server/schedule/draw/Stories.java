package tv.exstream.server.schedule.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds episodes that tell one story in parts, by their names: "The Menagerie (1)", "Redemption, Part II". */
public final class Stories {
    private static final Pattern PART = Pattern.compile(
            "^(.*?)[\\s,:–-]*(?:\\(\\s*(?:part\\s+)?(\\d+|[ivx]+)\\s*\\)|\\b(?:part|pt\\.?)\\s*(\\d+|[ivx]+|one|two|three|four|five))\\s*$");
    private static final List<String> WORDS = List.of("", "one", "two", "three", "four", "five");
    private static final List<String> ROMAN = List.of("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x");

    private Stories() {}

    /**
     * @param first  media id of the story's first part
     * @param number from zero
     */
    record Part(long first, int number) {}

    private record Named(String story, int number) {}

    /** The items that are parts of a story of at least two, by media id; parts follow each other in one show. */
    static Map<Long, Part> partsOf(List<Airable> items) {
        List<Airable> sorted =
                items.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList();
        Map<Long, Part> parts = new HashMap<>();
        List<Airable> story = new ArrayList<>();
        for (Airable item : sorted) {
            Optional<Named> named = part(item);
            boolean goesOn = !story.isEmpty() && follows(story.getLast(), item);
            if (!goesOn) {
                keep(story, parts);
                story.clear();
            }
            if (named.isPresent() && (goesOn || named.get().number() == 1)) {
                story.add(item);
            }
        }
        keep(story, parts);
        return parts;
    }

    /** Whether the second item is the next part of the story that the first is part of. */
    public static boolean follows(Airable first, Airable second) {
        Optional<Named> before = part(first);
        Optional<Named> after = part(second);
        return before.isPresent()
                && after.isPresent()
                && after.get().story().equals(before.get().story())
                && after.get().number() == before.get().number() + 1
                && first.key().group().equals(second.key().group());
    }

    private static void keep(List<Airable> story, Map<Long, Part> parts) {
        for (int i = 0; i < story.size() && story.size() > 1; i++) {
            parts.put(story.get(i).mediaId(), new Part(story.getFirst().mediaId(), i));
        }
    }

    private static Optional<Named> part(Airable item) {
        Matcher matcher = PART.matcher(item.facets().name().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = Optional.ofNullable(matcher.group(2))
                .or(() -> Optional.ofNullable(matcher.group(3)))
                .orElse("");
        int number = number(digits);
        String story = Optional.ofNullable(matcher.group(1)).orElse("").strip();
        return number < 1 ? Optional.empty() : Optional.of(new Named(story, number));
    }

    private static int number(String text) {
        if (text.chars().allMatch(Character::isDigit) && text.length() < 4) {
            return text.isEmpty() ? -1 : Integer.parseInt(text);
        }
        return Math.max(WORDS.indexOf(text), ROMAN.indexOf(text));
    }
}
