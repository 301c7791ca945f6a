package tv.exstream.server.schedule.sequential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.yaml.snakeyaml.nodes.MappingNode;

/** Reads a schedule with what it imports, and finds everything that is wrong with it. Used once. */
public final class SequentialReader {
    private static final int MOST_FILES = 32;
    private static final int MOST_CHARACTERS = 1024 * 1024;

    private record Sequence(Place place, List<Line> items) {}

    private final Vocabulary vocabulary;
    private final Imports imports;
    private final Faults faults = new Faults();
    private final References references = new References();
    private final ContentReader contentReader;
    private final InstructionReader instructionReader;
    private final Map<String, ContentDefinition> contents = new LinkedHashMap<>();
    private final Map<String, Sequence> sequences = new LinkedHashMap<>();
    private final Map<String, String> imported = new TreeMap<>();
    private final Deque<String> trail = new ArrayDeque<>();
    private int characters;

    private SequentialReader(Imports imports, Vocabulary vocabulary) {
        this.imports = imports;
        this.vocabulary = vocabulary;
        this.contentReader = new ContentReader(vocabulary, references);
        this.instructionReader = new InstructionReader(this.vocabulary, references);
    }

    /** @param file what faults name; empty where there is only one text */
    public static Reading read(String file, String text, Imports imports, Vocabulary vocabulary) {
        return new SequentialReader(imports, vocabulary).read(file, text);
    }

    /**
     * What a schedule imports, by the names it uses, so that it can be kept without its folder.
     *
     * @param text nothing need be right with it
     */
    public static Map<String, String> importsOf(String file, String text, Imports imports, Vocabulary vocabulary) {
        SequentialReader reader = new SequentialReader(imports, vocabulary);
        Reading unused = reader.read(file, text);
        return Map.copyOf(reader.imported);
    }

    private Reading read(String file, String text) {
        characters = text.length();
        Optional<MappingNode> root = YamlText.compose(file, text, faults);
        if (root.isEmpty()) {
            return new Reading(Optional.empty(), faults.all());
        }
        Fields in = new Fields(file, root.get(), faults);
        define(file, in);
        List<Line> reset = in.has("reset") ? instructionReader.read(in, "reset", true, faults) : List.of();
        List<Line> playout = in.has("playout") ? instructionReader.read(in, "playout", false, faults) : List.of();
        if (!in.has("playout")) {
            in.list("playout", "instructions");
            faults.add(in.place(), "a schedule needs 'playout': add the list of its instructions");
        }
        List<DatedList> schedules =
                in.has("schedules") ? new DatedListReader(instructionReader).read(in, faults) : List.of();
        in.finish("a schedule");
        references.check(contents.keySet(), sequences.keySet(), faults);
        checkNesting();
        List<Line> all = new ArrayList<>(playout);
        schedules.forEach(list -> all.addAll(list.playout()));
        checkRolls(all);
        if (!faults.none()) {
            return new Reading(Optional.empty(), faults.all());
        }
        Map<String, List<Line>> items = new HashMap<>();
        sequences.forEach((key, sequence) -> items.put(key, sequence.items));
        return new Reading(Optional.of(new SequentialProgram(contents, items, reset, playout, schedules)), List.of());
    }

    /** Contents and sequences, then those of imports; what is there already stays. */
    private void define(String file, Fields in) {
        Set<String> here = new HashSet<>();
        if (in.has("content")) {
            for (Fields section : in.sections("content", "content")) {
                contentReader.read(section, faults).ifPresent(content -> {
                    if (!here.add(content.key())) {
                        section.fault("key", "content '" + content.key() + "' is defined twice: give each its own key");
                    }
                    contents.putIfAbsent(content.key(), content);
                });
            }
        }
        here.clear();
        if (in.has("sequence")) {
            for (Fields section : in.sections("sequence", "sequences")) {
                Optional<String> key = section.required("key", "a sequence");
                if (!section.has("items")) {
                    faults.add(section.place(), "a sequence needs 'items': add the list of its instructions");
                }
                List<Line> items = instructionReader.read(section, "items", false, faults);
                section.finish("a sequence");
                key.ifPresent(name -> {
                    if (!here.add(name)) {
                        section.fault("key", "sequence '" + name + "' is defined twice: give each its own key");
                    }
                    sequences.putIfAbsent(name, new Sequence(section.place(), items));
                });
            }
        }
        if (in.has("import")) {
            for (String name : in.texts("import", "file names")) {
                include(file, in, name);
            }
        }
    }

    private void include(String file, Fields in, String name) {
        if (trail.contains(name)) {
            in.fault("import", "'" + name + "' imports itself by way of '" + file + "': take one of the two out");
            return;
        }
        if (imported.containsKey(name)) {
            return;
        }
        Optional<String> text = Optional.empty();
        try {
            checkName(name);
            text = imports.text(name);
            if (text.isEmpty()) {
                in.fault("import", "there is no file '" + name + "' in the schedule's folder: put it there");
            }
        } catch (IllegalArgumentException e) {
            in.fault("import", "'" + name + "' cannot be imported: " + e.getMessage());
        }
        characters += text.map(String::length).orElse(0);
        if (imported.size() >= MOST_FILES || characters > MOST_CHARACTERS) {
            in.fault(
                    "import",
                    "a schedule imports at most " + MOST_FILES + " files with " + MOST_CHARACTERS
                            + " characters in all: import less");
            return;
        }
        if (text.isEmpty()) {
            return;
        }
        imported.put(name, text.get());
        trail.push(name);
        YamlText.compose(name, text.get(), faults).ifPresent(root -> {
            Fields inner = new Fields(name, root, faults);
            define(name, inner);
            for (String section : List.of("reset", "playout", "schedules")) {
                if (inner.has(section)) {
                    inner.list(section, "instructions");
                    inner.fault(section, "an imported file has no '" + section + "': it defines content and sequences");
                }
            }
            inner.finish("an imported file");
        });
        trail.pop();
    }

    private static void checkName(String name) {
        boolean upwards = List.of(name.split("/", -1)).stream()
                .anyMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
        if (upwards || name.contains("\\") || name.contains(":") || name.length() > 200) {
            throw new IllegalArgumentException(
                    "only files in the schedule's folder and below are, such as 'common.yml' or 'parts/breaks.yml'");
        }
    }

    private void checkNesting() {
        Map<String, List<String>> calls = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        sequences.forEach((key, sequence) -> {
            calls.put(key, callsOf(sequence.items));
            places.put(key, sequence.place);
        });
        new Nesting("sequence", calls, places, faults).check();
        Map<String, List<String>> entries = new HashMap<>();
        contents.forEach((key, content) -> {
            entries.put(
                    key,
                    content.source() instanceof ContentDefinition.Source.Items playlist
                            ? playlist.items().stream()
                                    .map(ContentDefinition.Entry::content)
                                    .toList()
                            : List.of());
            places.put(key, content.place());
        });
        new Nesting("playlist", entries, places, faults).check();
    }

    private static List<String> callsOf(List<Line> lines) {
        return lines.stream()
                .map(Line::instruction)
                .filter(Instruction.Call.class::isInstance)
                .map(call -> ((Instruction.Call) call).sequence())
                .toList();
    }

    /** What goes with every item cannot begin the whole schedule again. */
    private void checkRolls(List<Line> playout) {
        List<Line> all = new ArrayList<>(playout);
        sequences.values().forEach(sequence -> all.addAll(sequence.items));
        Set<String> seen = new HashSet<>();
        Deque<String> rolls = new ArrayDeque<>();
        for (Line line : all) {
            if (line.instruction() instanceof Instruction.Roll roll) {
                roll.sequence().ifPresent(rolls::add);
            }
        }
        while (!rolls.isEmpty()) {
            String key = rolls.pop();
            Sequence sequence = sequences.get(key);
            if (sequence == null || !seen.add(key)) {
                continue;
            }
            rolls.addAll(callsOf(sequence.items));
            for (Line line : sequence.items) {
                if (line.instruction() instanceof Instruction.Repeat) {
                    faults.add(
                            line.place(),
                            "'repeat' cannot be in sequence '" + key + "', which goes with other items: move it to"
                                    + " 'playout'");
                }
            }
        }
    }
}
