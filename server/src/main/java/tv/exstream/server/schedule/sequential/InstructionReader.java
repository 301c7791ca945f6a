package tv.exstream.server.schedule.sequential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import tv.exstream.server.config.Spelling;

/** Reads instructions. */
final class InstructionReader {
    /** In this order: what several share, as {@code sequence}, is a part of the first. */
    private static final Set<String> VERBS = new LinkedHashSet<>(List.of(
            "pre_roll",
            "mid_roll",
            "post_roll",
            "all",
            "count",
            "duration",
            "pad_to_next",
            "pad_until",
            "wait_until",
            "skip_items",
            "skip_to_item",
            "rewind",
            "shuffle_sequence",
            "epg_group",
            "watermark",
            "graphics_on",
            "graphics_off",
            "sequence",
            "repeat"));

    /** Verbs that are parts of another one, too. */
    private static final Set<String> PARTS = Set.of("sequence", "repeat");

    private static final Set<String> ON_RESET = Set.of("wait_until", "skip_items", "skip_to_item", "rewind");
    private static final int MOST_DISCARDS = 10_000;
    private static final int MOST_TIMES = 10_000;
    private static final java.time.Duration FURTHEST_BACK = java.time.Duration.ofDays(1);

    private final Vocabulary vocabulary;
    private final References references;

    InstructionReader(Vocabulary vocabulary, References references) {
        this.vocabulary = vocabulary;
        this.references = references;
    }

    /** @param key whose list it is */
    List<Line> read(Fields owner, String key, boolean reset, Faults faults) {
        List<Line> lines = new ArrayList<>();
        for (Fields in : owner.sections(key, "instructions")) {
            read(in, reset, faults).ifPresent(instruction -> lines.add(new Line(in.place(), instruction)));
        }
        return lines;
    }

    private Optional<Instruction> read(Fields in, boolean reset, Faults faults) {
        List<String> verbs = VERBS.stream().filter(in::has).toList();
        List<String> own = verbs.stream().filter(verb -> !PARTS.contains(verb)).toList();
        if (verbs.isEmpty() || own.size() > 1) {
            String first = in.keys().stream().findFirst().orElse("");
            faults.add(
                    in.place(),
                    verbs.isEmpty()
                            ? "unknown instruction '" + first + "'; did you mean '"
                                    + Spelling.nearest(first, VERBS).orElse("count") + "'?"
                            : "these are two instructions, " + String.join(" and ", own)
                                    + ": begin each with a '- ' of its own");
            return Optional.empty();
        }
        String verb = verbs.getFirst();
        Optional<Instruction> read = read(verb, in);
        in.finish("'" + verb + "'");
        if (reset && !ON_RESET.contains(verb)) {
            faults.add(
                    in.place(),
                    "'" + verb + "' cannot be under 'reset', which takes wait_until, skip_items, skip_to_item and"
                            + " rewind: move it to 'playout'");
        } else if (!reset && verb.equals("rewind")) {
            faults.add(in.place(), "'rewind' can only be under 'reset': move it there");
        }
        return read;
    }

    private Optional<Instruction> read(String verb, Fields in) {
        return switch (verb) {
            case "all" -> {
                ContentReader.mark(in, "all", "content");
                yield showing(in, verb).map(Instruction.All::new);
            }
            case "count" -> {
                Optional<String> count = formula(in, verb, Vocabulary.Kind.COUNT, "a number of items");
                Optional<Showing> showing = showing(in, verb);
                yield count.flatMap(text -> showing.map(what -> new Instruction.Count(text, what)));
            }
            case "duration" -> fill(in, verb, in.value(verb, Amounts::duration).map(Until.After::new), false);
            case "pad_to_next" -> fill(in, verb, in.integer(verb, 1, 1440).map(Until.Mark::new), true);
            case "pad_until" -> fill(in, verb, clock(in, verb), false);
            case "wait_until" -> {
                Optional<Until> until = clock(in, verb);
                boolean rewind = in.flag("rewind_on_reset").orElse(false);
                yield until.map(time -> new Instruction.WaitUntil(time, rewind));
            }
            case "skip_items" -> {
                Optional<String> count = formula(in, verb, Vocabulary.Kind.COUNT, "a number of items");
                Optional<String> content = content(in, verb);
                yield content.flatMap(key -> count.map(text -> new Instruction.SkipItems(key, text)));
            }
            case "skip_to_item" -> skipToItem(in);
            case "rewind" ->
                in.value(verb, text -> {
                            java.time.Duration amount = Amounts.duration(text);
                            if (amount.compareTo(FURTHEST_BACK) > 0) {
                                throw new IllegalArgumentException("at most 24 hours");
                            }
                            return amount;
                        })
                        .map(Instruction.Rewind::new);
            default -> control(verb, in);
        };
    }

    private Optional<Instruction> control(String verb, Fields in) {
        return switch (verb) {
            case "pre_roll" -> roll(in, verb, Instruction.At.BEFORE);
            case "mid_roll" -> roll(in, verb, Instruction.At.WITHIN);
            case "post_roll" -> roll(in, verb, Instruction.At.AFTER);
            case "shuffle_sequence" -> sequence(in, verb).map(Instruction.ShuffleSequence::new);
            case "epg_group" -> {
                boolean advance = in.flag("advance").orElse(true);
                Optional<String> title = in.text("custom_title");
                yield in.flag(verb).map(on -> new Instruction.EpgGroup(on, advance, title));
            }
            case "watermark" -> {
                Optional<String> name = in.text("name");
                Optional<Boolean> on = in.flag(verb);
                if (on.orElse(false) && !in.has("name")) {
                    in.fault(verb, "'watermark: true' needs 'name': say which one");
                }
                yield on.filter(yes -> !yes || name.isPresent()).map(yes -> new Instruction.Watermark(yes, name));
            }
            case "graphics_on" -> {
                var variables = in.pairs("variables");
                yield in.text(verb).map(element -> new Instruction.GraphicsOn(element, variables));
            }
            case "graphics_off" ->
                Optional.of(new Instruction.GraphicsOff(in.empty(verb) ? Optional.empty() : in.text(verb)));
            case "sequence" -> {
                int times = in.integer("repeat", 0, MOST_TIMES).orElse(1);
                Optional<String> title = in.text("custom_title");
                yield sequence(in, verb).map(key -> new Instruction.Call(key, Math.max(1, times), title));
            }
            default -> {
                if (in.flag(verb).filter(yes -> !yes).isPresent()) {
                    in.fault(verb, "'repeat: false' does nothing: leave the instruction out");
                }
                yield Optional.of(new Instruction.Repeat());
            }
        };
    }

    private Optional<Instruction> roll(Fields in, String verb, Instruction.At at) {
        Optional<Boolean> on = in.flag(verb);
        Optional<String> sequence = in.has("sequence") ? sequence(in, "sequence") : Optional.empty();
        Optional<String> expression = at == Instruction.At.WITHIN && in.has("expression")
                ? formula(in, "expression", Vocabulary.Kind.BREAK, "a formula")
                : Optional.empty();
        if (on.orElse(false) && !in.has("sequence")) {
            in.fault(verb, "'" + verb + ": true' needs 'sequence': say which one");
        }
        return on.filter(yes -> !yes || sequence.isPresent())
                .map(yes -> new Instruction.Roll(at, yes ? sequence : Optional.empty(), expression));
    }

    private Optional<Instruction> skipToItem(Fields in) {
        ContentReader.mark(in, "skip_to_item", "content");
        Optional<String> content = content(in, "skip_to_item");
        Optional<Integer> season =
                in.required("season", "skip_to_item").isPresent() ? in.integer("season", 0, 100_000) : Optional.empty();
        Optional<Integer> episode = in.required("episode", "skip_to_item").isPresent()
                ? in.integer("episode", 1, 100_000)
                : Optional.empty();
        return content.flatMap(key -> season.flatMap(s -> episode.map(e -> new Instruction.SkipToItem(key, s, e))));
    }

    private Optional<Until> clock(Fields in, String verb) {
        Optional<String> tomorrow = in.has("tomorrow")
                ? formula(in, "tomorrow", Vocabulary.Kind.TOMORROW, "true, false or a formula of 'now'")
                : Optional.of("false");
        return in.value(verb, Amounts::time).flatMap(time -> tomorrow.map(text -> new Until.Clock(time, text)));
    }

    private Optional<Instruction> fill(Fields in, String verb, Optional<? extends Until> until, boolean usualTail) {
        Optional<Boolean> tail = in.flag("offline_tail");
        boolean stop = in.flag("stop_before_end").orElse(true);
        boolean trim = in.flag("trim").orElse(false);
        int discards = in.integer("discard_attempts", 0, MOST_DISCARDS).orElse(0);
        Optional<String> fallback = in.has("fallback") ? content(in, "fallback", verb) : Optional.empty();
        if (!stop && tail.orElse(false)) {
            in.fault("offline_tail", "nothing is left for 'offline_tail' when 'stop_before_end' is false: drop one");
        }
        Fit fit = new Fit(stop, discards, trim, fallback, tail.orElse(usualTail));
        Optional<Showing> showing = showing(in, verb);
        return until.flatMap(how -> showing.map(what -> new Instruction.Fill(how, fit, what)));
    }

    private Optional<Showing> showing(Fields in, String verb) {
        Optional<String> content = content(in, verb);
        Optional<String> title = in.text("custom_title");
        Set<String> roles = new LinkedHashSet<>();
        for (Showing.Role role : Showing.Role.values()) {
            roles.add(role.name().toLowerCase(Locale.ROOT));
        }
        Optional<Showing.Role> role =
                in.choice("filler_kind", roles).map(text -> Showing.Role.valueOf(text.toUpperCase(Locale.ROOT)));
        boolean bare = in.flag("disable_watermarks").orElse(false);
        return content.map(key -> new Showing(key, title, role, bare));
    }

    private Optional<String> content(Fields in, String verb) {
        return content(in, "content", "'" + verb + "'");
    }

    private Optional<String> content(Fields in, String key, String owner) {
        Optional<String> content = in.required(key, owner);
        content.ifPresent(name -> references.add(References.Kind.CONTENT, name, in.place(key)));
        return content;
    }

    private Optional<String> sequence(Fields in, String key) {
        Optional<String> sequence = in.text(key);
        sequence.ifPresent(name -> references.add(References.Kind.SEQUENCE, name, in.place(key)));
        return sequence;
    }

    private Optional<String> formula(Fields in, String key, Vocabulary.Kind kind, String form) {
        return in.value(key, text -> {
            try {
                vocabulary.formulas().check(kind, text);
                return text;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(form + ": " + e.getMessage(), e);
            }
        });
    }
}
