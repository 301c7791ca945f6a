package tv.exstream.server.schedule.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tv.exstream.server.config.Spelling;

/** What the parts of a schedule refer to, checked once everything is known. */
final class References {
    enum Kind {
        CONTENT("content"),
        SEQUENCE("sequence");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private record Reference(Kind kind, String key, Place place) {}

    private final List<Reference> all = new ArrayList<>();

    void add(Kind kind, String key, Place place) {
        all.add(new Reference(kind, key, place));
    }

    /** Complains of everything that is referred to and not there. */
    void check(Set<String> contents, Set<String> sequences, Faults faults) {
        for (Reference reference : all) {
            Set<String> known = reference.kind == Kind.CONTENT ? contents : sequences;
            if (!known.contains(reference.key)) {
                String name = reference.kind.text;
                Optional<String> nearest = Spelling.nearest(reference.key, known);
                faults.add(
                        reference.place,
                        "there is no " + name + " '" + reference.key + "'"
                                + nearest.map(key -> "; did you mean '" + key + "'?")
                                        .orElse(": define it under '" + name + ":' with this key"));
            }
        }
    }
}
