package tv.exstream.server.schedule.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import tv.exstream.server.schedule.draw.Grouping;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Expression;
import tv.exstream.server.schedule.sequential.Vocabulary;

/** What a sequential schedule may say, as far as this engine decides it. */
public final class SequentialWords {
    public static final Vocabulary VOCABULARY = new Vocabulary(
            // A marathon is content of its own, with its groups.
            names(PlaybackOrder.values()).stream()
                    .filter(order -> !order.equals("marathon"))
                    .collect(Collectors.toSet()),
            names(Grouping.By.values()),
            SequentialWords::check);

    private SequentialWords() {}

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static void check(Vocabulary.Kind kind, String text) {
        Expression unused = switch (kind) {
            case COUNT -> Expression.parseCount(text);
            case BREAK -> Expression.parse(text);
            case TOMORROW -> Expression.parseClock(text);
        };
    }
}
