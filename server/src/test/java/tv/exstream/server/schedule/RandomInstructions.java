package tv.exstream.server.schedule;

import java.util.List;
import java.util.Random;

/** Sequential schedules drawn from a source of chance: all of them right, few of them sensible. */
final class RandomInstructions {
    private static final List<String> ORDERS = List.of("chronological", "shuffle", "random", "shuffle_in_order");
    private static final List<String> COUNTS = List.of("1", "2", "7", "count", "random", "count / 2", "random - 1");
    private static final List<String> TIMES = List.of("0:00", "2:30", "6:00 AM", "18:45", "23:59:30");
    private static final List<String> SPANS = List.of("1 minute", "30m", "00:45:00", "3 hours", "90s");
    private static final List<String> ROLES = List.of("none", "preroll", "midroll", "postroll", "tail");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    RandomInstructions(Random random) {
        this.random = random;
    }

    String text() {
        text.append("content:\n");
        for (int i = 1; i <= RandomDefinitions.COLLECTIONS; i++) {
            text.append("  - collection: C")
                    .append(i)
                    .append("\n    key: C")
                    .append(i)
                    .append("\n    order: ");
            text.append(any(ORDERS)).append('\n');
        }
        text.append("  - marathon:\n    key: M\n    collections: [C1, C2]\n    group_by: show\n");
        text.append(
                "  - playlist:\n    key: P\n    items:\n      - content: C1\n        count: 2\n      - content: C3\n");
        text.append("  - collection: Nowhere\n    key: N\n    order: shuffle\n");
        text.append("sequence:\n");
        for (int i = 1; i <= 3; i++) {
            text.append("  - key: S").append(i).append("\n    items:\n");
            list("      ", random.nextInt(1, 4), i, i < 3);
        }
        if (random.nextBoolean()) {
            text.append("reset:\n");
            line("  ", "wait_until: " + any(TIMES), "rewind_on_reset: " + random.nextBoolean());
            line("  ", "skip_items: random", "content: C1");
        }
        text.append("playout:\n");
        list("  ", random.nextInt(1, 9), 4, true);
        if (random.nextInt(4) > 0) {
            line("  ", "repeat: true");
        }
        dated();
        return text.toString();
    }

    /** Lists for some days, some of which overlap. */
    private void dated() {
        int lists = Math.max(0, random.nextInt(6) - 3);
        for (int i = 1; i <= lists; i++) {
            text.append(i == 1 ? "schedules:\n" : "")
                    .append("  - name: D")
                    .append(i)
                    .append("\n    start_date: ")
                    .append(any(List.of("01-01", "03-28", "10-24", "12-30")))
                    .append("\n    end_date: ")
                    .append(any(List.of("01-02", "03-30", "10-25", "12-31")))
                    .append("\n    priority: ")
                    .append(random.nextInt(3))
                    .append("\n    playout:\n");
            list("      ", random.nextInt(1, 4), 4, true);
            if (random.nextBoolean()) {
                line("      ", "repeat: true");
            }
        }
    }

    /** @param below only sequences of lower numbers are called */
    private void list(String indent, int size, int below, boolean mayRoll) {
        for (int i = 0; i < size; i++) {
            instruction(indent, below, mayRoll);
        }
    }

    private void instruction(String indent, int below, boolean mayRoll) {
        String tomorrow = "tomorrow: " + any(List.of("true", "false"));
        String fill = any(List.of("trim: true", "discard_attempts: 2", "stop_before_end: false", "fallback: C4"));
        switch (random.nextInt(mayRoll ? 15 : 12)) {
            case 0 -> line(indent, "all:", content());
            case 1, 2 -> line(indent, "count: " + any(COUNTS), content(), "filler_kind: " + any(ROLES));
            case 3, 4 -> line(indent, "duration: " + any(SPANS), content(), fill);
            case 5 -> line(indent, "pad_to_next: " + any(List.of("5", "30", "60", "7")), content(), fill);
            case 6 -> line(indent, "pad_until: " + any(TIMES), content(), tomorrow, fill);
            case 7 -> line(indent, "wait_until: " + any(TIMES), tomorrow);
            case 8 -> line(indent, "skip_items: " + any(COUNTS), content());
            case 9 -> line(indent, "epg_group: " + random.nextBoolean(), "custom_title: Group");
            case 10 -> line(indent, "watermark: true", "name: LOGO");
            case 11 ->
                line(
                        indent,
                        below > 1
                                ? "sequence: S" + random.nextInt(1, below) + "\n" + indent + "  repeat: "
                                        + random.nextInt(1, 4)
                                : "graphics_off:");
            case 12 ->
                line(
                        indent,
                        any(List.of("pre_roll", "mid_roll", "post_roll")) + ": " + random.nextBoolean(),
                        "sequence: S" + random.nextInt(1, 4));
            case 13 -> line(indent, "shuffle_sequence: S" + random.nextInt(1, 4));
            default -> line(indent, "skip_to_item:", content(), "season: 1", "episode: " + random.nextInt(1, 5));
        }
    }

    private String content() {
        return "content: " + any(List.of("C1", "C1", "C2", "C3", "C4", "M", "P", "N"));
    }

    private void line(String indent, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(indent).append(i == 0 ? "- " : "  ").append(fields[i]).append('\n');
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
