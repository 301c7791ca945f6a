package tv.exstream.server.schedule.sequential;

import java.util.Map;
import java.util.Optional;

/** The files that a schedule may import. */
@FunctionalInterface
public interface Imports {
    /** None at all. */
    Imports NONE = name -> Optional.empty();

    /**
     * The text of a file.
     *
     * @param name as written: a relative path with forward slashes that does not lead upwards
     * @return empty if there is none
     * @throws IllegalArgumentException saying why it cannot be had, if it is there
     */
    Optional<String> text(String name);

    static Imports of(Map<String, String> texts) {
        Map<String, String> known = Map.copyOf(texts);
        return name -> Optional.ofNullable(known.get(name));
    }
}
