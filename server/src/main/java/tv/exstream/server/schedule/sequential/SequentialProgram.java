package tv.exstream.server.schedule.sequential;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule that has been read: everything that its instructions refer to is there, and no sequence leads back to
 * itself.
 *
 * @param reset     carried out once, before anything else
 * @param playout   at least one instruction
 * @param schedules what takes its place on some days
 */
public record SequentialProgram(
        Map<String, ContentDefinition> contents,
        Map<String, List<Line>> sequences,
        List<Line> reset,
        List<Line> playout,
        List<DatedList> schedules) {
    public SequentialProgram {
        contents = Map.copyOf(contents);
        sequences = Map.copyOf(sequences);
        reset = List.copyOf(reset);
        playout = List.copyOf(playout);
        schedules = List.copyOf(schedules);
    }

    public Optional<ContentDefinition> content(String key) {
        return Optional.ofNullable(contents.get(key));
    }

    public List<Line> sequence(String key) {
        return sequences.getOrDefault(key, List.of());
    }
}
