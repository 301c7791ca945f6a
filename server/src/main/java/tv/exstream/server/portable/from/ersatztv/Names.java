package tv.exstream.server.portable.from.ersatztv;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.Row;

/** Names that differ, for things that may have the same name in different groups there. Immutable. */
final class Names {
    private final Map<Long, String> names = new HashMap<>();

    Names(List<Row> rows) {
        Set<String> taken = new HashSet<>();
        for (Row row : rows) {
            long id = row.number("Id").orElse(-1L);
            String plain = Draft.name(row.text("Name").orElse(""), "Unnamed " + id);
            boolean free = taken.add(plain.toLowerCase(Locale.ROOT));
            names.put(id, free ? plain : plain + " (" + id + ")");
        }
    }

    String of(long id) {
        return names.getOrDefault(id, "Unnamed " + id);
    }
}
