package tv.exstream.server.schedule.filler;

import java.util.Map;

/**
 * A formula over numbers and texts, for breaks and counts: {@code last_mid_filler > 600 and num < 4}. It has numbers,
 * texts in single or double quotes, the names it is given, {@code true}, {@code false}, {@code + - * / %},
 * {@code = == != <> < <= > >=}, {@code and or not} or {@code && || !}, and parentheses; texts compare without regard
 * to case. Types are checked when it is parsed, so evaluating cannot fail. A value object.
 */
public final class Expression {
    /** What a value is; the names a formula may use are given with theirs. */
    enum Type {
        NUMBER,
        TEXT,
        TRUTH
    }

    /** Names in a formula for a break. */
    static final Map<String, Type> BREAK_NAMES = Map.of(
            "last_mid_filler", Type.NUMBER,
            "total_points", Type.NUMBER,
            "total_duration", Type.NUMBER,
            "total_progress", Type.NUMBER,
            "remaining_duration", Type.NUMBER,
            "matched_points", Type.NUMBER,
            "point", Type.NUMBER,
            "num", Type.NUMBER,
            "title", Type.TEXT);

    /** Names in a formula for a count: how many items there are, and a random number below that. */
    static final Map<String, Type> COUNT_NAMES = Map.of("count", Type.NUMBER, "random", Type.NUMBER);

    /** Names in a formula for the day: the time of day in hours, as 22.75. */
    static final Map<String, Type> CLOCK_NAMES = Map.of("now", Type.NUMBER);

    /** A part of a formula; its value is a Double, a String or a Boolean by its type. */
    interface Term {
        Object value(Map<String, ?> values);
    }

    private final Type type;
    private final Term term;

    Expression(Type type, Term term) {
        this.type = type;
        this.term = term;
    }

    /**
     * A formula that says yes or no of a break.
     *
     * @throws IllegalArgumentException naming the column, if it is none
     */
    public static Expression parse(String text) {
        return parse(text, BREAK_NAMES, Type.TRUTH);
    }

    /** A formula for a number of items; see {@link #parse(String)}. */
    public static Expression parseCount(String text) {
        return parse(text, COUNT_NAMES, Type.NUMBER);
    }

    /** A formula that says yes or no of a time of day; see {@link #parse(String)}. */
    public static Expression parseClock(String text) {
        return parse(text, CLOCK_NAMES, Type.TRUTH);
    }

    private static Expression parse(String text, Map<String, Type> names, Type wanted) {
        Expression parsed = new ExpressionParser(text, names).parse();
        if (parsed.type != wanted) {
            throw new IllegalArgumentException(
                    "'" + text + "' gives a " + name(parsed.type) + ", not a " + name(wanted));
        }
        return parsed;
    }

    static String name(Type type) {
        return switch (type) {
            case NUMBER -> "number";
            case TEXT -> "text";
            case TRUTH -> "yes or no";
        };
    }

    Type type() {
        return type;
    }

    Term term() {
        return term;
    }

    /** @param values numbers and truth values by the names that the expression may use */
    public boolean holds(Map<String, ?> values) {
        return (Boolean) term.value(values);
    }

    /** Rounded down, zero where the formula has no finite value. */
    public int count(Map<String, ?> values) {
        double value = (Double) term.value(values);
        return Double.isFinite(value) ? (int) Math.floor(value) : 0;
    }
}
