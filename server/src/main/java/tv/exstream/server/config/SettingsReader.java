package tv.exstream.server.config;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads typed values from flags, environment and file, and remembers every key asked for: what is left over at the end
 * is unknown. Faults are collected, so that all are told at once; a faulty value reads as its default meanwhile.
 */
final class SettingsReader {
    static final String ENV_PREFIX = "EXSTREAMTV_";
    /** Variables with our prefix that are no settings: the launcher's. */
    private static final String LAUNCHER_PREFIX = ENV_PREFIX + "LAUNCHER_";

    private final ConfigFile file;
    private final Map<String, String> env;
    private final Map<String, Flag> flags;
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<EffectiveSetting> effective = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** A value given on the command line under a key of the file. */
    record Flag(String name, List<String> values) {}

    private record Found(List<String> values, String origin) {}

    SettingsReader(ConfigFile file, Map<String, String> env, Map<String, Flag> flags) {
        this.file = file;
        this.env = env;
        this.flags = flags;
    }

    static String variable(String key) {
        return ENV_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    <T> T value(String key, String fallback, Function<String, T> parser) {
        Optional<Found> found = find(key);
        if (found.isPresent()) {
            Found f = found.get();
            if (f.values().size() != 1) {
                faults.add(f.origin() + ": '" + key + "' takes one value, not a list");
            } else {
                String text = f.values().getFirst();
                try {
                    T value = parser.apply(text);
                    effective.add(new EffectiveSetting(key, text, f.origin()));
                    return value;
                } catch (IllegalArgumentException e) {
                    faults.add(f.origin() + ": '" + key + "' is '" + text + "', but takes " + e.getMessage());
                }
            }
        }
        effective.add(new EffectiveSetting(key, fallback, "default"));
        return parser.apply(fallback);
    }

    int integer(String key, int fallback, int min, int max) {
        return value(key, Integer.toString(fallback), t -> ValueForms.integer(t, min, max));
    }

    boolean flag(String key, boolean fallback) {
        return value(key, Boolean.toString(fallback), ValueForms::flag);
    }

    String text(String key, String fallback) {
        return value(key, fallback, ValueForms::words);
    }

    Duration duration(String key, Duration fallback, Duration min, Duration max) {
        return value(key, ValueForms.text(fallback), t -> {
            Duration d = ValueForms.duration(t);
            if (d.compareTo(min) < 0 || d.compareTo(max) > 0) {
                throw new IllegalArgumentException(
                        "a duration from " + ValueForms.text(min) + " to " + ValueForms.text(max));
            }
            return d;
        });
    }

    long size(String key, long fallback, long min, long max) {
        return value(key, ValueForms.sizeText(fallback), t -> {
            long bytes = ValueForms.size(t);
            if (bytes < min || bytes > max) {
                throw new IllegalArgumentException(
                        "a size from " + ValueForms.sizeText(min) + " to " + ValueForms.sizeText(max));
            }
            return bytes;
        });
    }

    Path path(String key, Path fallback) {
        return value(key, fallback.toString(), this::absolute);
    }

    /** Empty text names no file. */
    Optional<Path> optionalPath(String key) {
        return value(key, "", t -> t.isBlank() ? Optional.empty() : Optional.of(absolute(t)));
    }

    /** Flags add to what file or environment list. In the environment, folders are separated as in PATH. */
    List<Path> paths(String key) {
        keys.add(key);
        List<String> texts = new ArrayList<>();
        List<String> origins = new ArrayList<>();
        for (Optional<Found> source : List.of(fromEnvironment(key, true).or(() -> fromFile(key)), fromFlag(key))) {
            source.ifPresent(f -> {
                texts.addAll(f.values());
                origins.add(f.origin());
            });
        }
        Set<Path> paths = new LinkedHashSet<>();
        for (String text : texts) {
            try {
                paths.add(absolute(text));
            } catch (IllegalArgumentException e) {
                faults.add(
                        String.join(", ", origins) + ": '" + key + "' has '" + text + "', but takes " + e.getMessage());
            }
        }
        effective.add(new EffectiveSetting(
                key,
                paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                origins.isEmpty() ? "default" : String.join(", ", origins)));
        return List.copyOf(paths);
    }

    /** Many values: a list in the file, divided by commas in the environment. */
    <T> List<T> list(String key, Function<String, T> parser) {
        keys.add(key);
        Optional<Found> found = fromEnvironment(key, false)
                .map(f -> new Found(
                        Arrays.stream(f.values().getFirst().split(",", -1))
                                .map(String::strip)
                                .filter(t -> !t.isEmpty())
                                .toList(),
                        f.origin()))
                .or(() -> fromFile(key));
        List<T> values = new ArrayList<>();
        for (String text : found.map(Found::values).orElse(List.of())) {
            try {
                values.add(parser.apply(text));
            } catch (IllegalArgumentException e) {
                faults.add(found.map(Found::origin).orElse("default") + ": '" + key + "' has '" + text + "', but takes "
                        + e.getMessage());
            }
        }
        effective.add(new EffectiveSetting(
                key,
                String.join(",", found.map(Found::values).orElse(List.of())),
                found.map(Found::origin).orElse("default")));
        return List.copyOf(values);
    }

    private Path absolute(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a path");
        }
        try {
            boolean home = text.equals("~") || text.startsWith("~/");
            return Path.of(home ? System.getProperty("user.home") + text.substring(1) : text)
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path of this system (" + e.getReason() + ")", e);
        }
    }

    /** The names given below a section whose keys users choose: {@code profiles.NAME.width}. */
    Set<String> names(String section, Set<String> fields) {
        Set<String> names = new TreeSet<>();
        String prefix = section + ".";
        for (String key : file.values().keySet()) {
            int end = key.indexOf('.', prefix.length());
            if (key.startsWith(prefix) && end > 0) {
                names.add(key.substring(prefix.length(), end));
            }
        }
        String variablePrefix = variable(section) + "_";
        for (String variable : env.keySet()) {
            for (String field : fields) {
                String suffix = "_" + field.toUpperCase(Locale.ROOT).replace('-', '_');
                int end = variable.length() - suffix.length();
                if (variable.startsWith(variablePrefix) && variable.endsWith(suffix) && end > variablePrefix.length()) {
                    String name = variable.substring(variablePrefix.length(), end);
                    // a longer field may end like a shorter one: max-copy-width is not field width of MAX_COPY
                    if (fields.stream().noneMatch(f -> f.length() > field.length() && ends(variable, f))) {
                        names.add(name.toLowerCase(Locale.ROOT).replace('_', '-'));
                    }
                }
            }
        }
        return names;
    }

    private static boolean ends(String variable, String field) {
        return variable.endsWith("_" + field.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private Optional<Found> find(String key) {
        keys.add(key);
        return fromFlag(key).or(() -> fromEnvironment(key, false)).or(() -> fromFile(key));
    }

    private Optional<Found> fromFlag(String key) {
        return Optional.ofNullable(flags.get(key)).map(f -> new Found(f.values(), f.name()));
    }

    private Optional<Found> fromEnvironment(String key, boolean list) {
        String name = variable(key);
        return Optional.ofNullable(env.get(name)).map(text -> {
            List<String> values = list
                    ? Arrays.stream(text.split(File.pathSeparator, -1))
                            .filter(s -> !s.isBlank())
                            .toList()
                    : List.of(text);
            return new Found(values, name);
        });
    }

    private Optional<Found> fromFile(String key) {
        return Optional.ofNullable(file.values().get(key)).map(v -> new Found(v, origin()));
    }

    private String origin() {
        return file.path().map(Path::toString).orElse("default");
    }

    void fault(String text) {
        faults.add(text);
    }

    /** Every key that may be written, in the order asked for. */
    Set<String> keys() {
        return Set.copyOf(keys);
    }

    List<EffectiveSetting> effective() {
        return List.copyOf(effective);
    }

    /** @throws ConfigException naming every unknown key and every bad value */
    void finish() {
        for (String key : file.values().keySet()) {
            if (!keys.contains(key)) {
                faults.add(origin() + ": " + unknown(key));
            }
        }
        Map<String, String> variables = new LinkedHashMap<>();
        keys.forEach(k -> variables.put(variable(k), k));
        for (String name : new TreeSet<>(env.keySet())) {
            if (name.startsWith(ENV_PREFIX)
                    && !name.startsWith(LAUNCHER_PREFIX)
                    && !name.equals(SettingsLoader.CONFIG_VARIABLE)
                    && !variables.containsKey(name)) {
                faults.add("environment: unknown variable " + name + "; did you mean "
                        + Spelling.nearest(name, variables.keySet()).orElse("nothing") + "?");
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
    }

    private String unknown(String key) {
        if (keys.stream().anyMatch(k -> k.startsWith(key + "."))) {
            return "'" + key + "' is a section; write its keys below it, indented";
        }
        return "unknown key '" + key + "'; did you mean '"
                + Spelling.nearest(key, keys).orElse("nothing") + "'?";
    }
}
