package tv.exstream.server.portable.from.draft;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a table that others made. A column that their version does not have is as one that is NULL.
 *
 * @param values by the columns' names in lower case; without those that are NULL
 */
public record Row(Map<String, Object> values) {
    /** A text that is not blank. */
    public Optional<String> text(String column) {
        return Optional.ofNullable(values.get(column.toLowerCase(Locale.ROOT)))
                .map(String::valueOf)
                .filter(text -> !text.isBlank());
    }

    public Optional<Long> number(String column) {
        Object value = values.get(column.toLowerCase(Locale.ROOT));
        if (value instanceof Number number) {
            return Optional.of(number.longValue());
        }
        return text(column)
                .map(String::strip)
                .filter(text -> text.matches("-?\\d{1,18}"))
                .map(Long::valueOf);
    }

    /** A number that fits; {@code otherwise} where there is none. */
    public int number(String column, int otherwise) {
        return number(column)
                .filter(n -> n >= Integer.MIN_VALUE && n <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElse(otherwise);
    }

    public boolean flag(String column, boolean otherwise) {
        return number(column).map(n -> n != 0).orElse(otherwise);
    }
}
