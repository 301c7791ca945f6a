package tv.exstream.server.schedule.sequential;

import java.util.Set;

/**
 * What the engine knows that carries instructions out.
 *
 * @param orders names of the orders of playback
 * @param groups what a marathon may group by
 */
public record Vocabulary(Set<String> orders, Set<String> groups, Formulas formulas) {
    public Vocabulary {
        orders = Set.copyOf(orders);
        groups = Set.copyOf(groups);
    }

    /** Checks formulas. */
    public interface Formulas {
        /** @throws IllegalArgumentException naming the column, if {@code text} is no formula of that kind */
        void check(Kind kind, String text);
    }

    /** What a formula is for. */
    public enum Kind {
        /** How many items, from {@code count} and {@code random}. */
        COUNT,
        /** Whether a programme is interrupted at a chapter. */
        BREAK,
        /** Whether the next day is meant, from {@code now}. */
        TOMORROW
    }
}
