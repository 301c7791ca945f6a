package tv.exstream.server.portable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;

/** The definitions of all golden tables, by the names of their files. */
final class Goldens {
    private static final Path FOLDER = Path.of("src/test/resources/schedule");
    private static final ObjectMapper YAML =
            ScheduleJson.configure(YAMLMapper.builder()).build();

    private Goldens() {}

    static Map<String, ScheduleDefinition> definitions() {
        Map<String, ScheduleDefinition> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
                found.put(
                        FOLDER.relativize(file).toString().replace(".txt", ""),
                        file.startsWith(FOLDER.resolve("sequential"))
                                ? new ScheduleDefinition.Sequential(part(file, "[definition]"), Map.of())
                                : YAML.readValue(part(file, "[definition]"), ScheduleDefinition.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String part(Path file, String heading) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .skip(lines.indexOf(heading) + 1L)
                .takeWhile(line -> !line.startsWith("["))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
