package tv.exstream.server.schedule.definition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks that the parts of a schedule of blocks name each other rightly and that no two blocks want the same time. */
final class BlockNames {
    private final Map<String, Block> blocks = new HashMap<>();
    private final Set<String> decos;

    private BlockNames(List<Block> blocks, List<Deco> decos) {
        unique("blocks", blocks, Block::name);
        blocks.forEach(block -> this.blocks.put(block.name(), block));
        this.decos = unique("decos", decos, Deco::name);
    }

    static void check(
            List<Block> blocks,
            List<BlockTemplate> templates,
            List<TemplateDay> days,
            List<Deco> decos,
            List<DecoTemplate> decoTemplates,
            Optional<String> deco) {
        BlockNames names = new BlockNames(blocks, decos);
        Set<String> known = unique("templates", templates, BlockTemplate::name);
        templates.forEach(names::checkTimes);
        Set<String> hours = unique("deco templates", decoTemplates, DecoTemplate::name);
        for (DecoTemplate template : decoTemplates) {
            template.decos()
                    .forEach(entry -> require(
                            "deco template '" + template.name() + "' at " + entry.from(),
                            "deco",
                            entry.deco(),
                            names.decos));
        }
        for (int i = 0; i < days.size(); i++) {
            String rule = "day rule " + (i + 1);
            require(rule, "template", days.get(i).template(), known);
            days.get(i).decos().ifPresent(named -> require(rule, "deco template", named, hours));
        }
        deco.ifPresent(named -> require("the schedule", "deco", named, names.decos));
    }

    private void checkTimes(BlockTemplate template) {
        long free = 0;
        String before = "";
        for (BlockTemplate.Entry entry : template.blocks()) {
            String at = "template '" + template.name() + "' at " + entry.start();
            require(at, "block", entry.block(), blocks.keySet());
            if (entry.start().toSecondOfDay() / 60 < free) {
                throw new IllegalArgumentException(at + ": '" + before + "' is still on when '" + entry.block()
                        + "' begins; move one of them, or make the first one shorter");
            }
            before = entry.block();
            free = entry.endMinute(
                    Optional.ofNullable(blocks.get(before)).orElseThrow().duration());
        }
    }

    private static <T> Set<String> unique(String what, List<T> all, Function<T, String> nameOf) {
        Set<String> names = new HashSet<>();
        for (T one : all) {
            if (!names.add(nameOf.apply(one))) {
                throw new IllegalArgumentException(
                        "two " + what + " are called '" + nameOf.apply(one) + "': give one of them another name");
            }
        }
        return names;
    }

    private static void require(String where, String what, String name, Set<String> known) {
        if (!known.contains(name)) {
            String all = new TreeSet<>(known).stream().map(k -> "'" + k + "'").collect(Collectors.joining(", "));
            throw new IllegalArgumentException(where + " names the " + what + " '" + name + "', which there is not: "
                    + (all.isEmpty() ? "there is none at all" : "there is " + all));
        }
    }
}
