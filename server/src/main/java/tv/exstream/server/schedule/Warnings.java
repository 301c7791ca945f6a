package tv.exstream.server.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a person should look at, each said once. Not thread-safe; lives for one plan. */
final class Warnings {
    /** A definition that is wrong throughout would otherwise fill the page. */
    private static final int MOST = 50;

    private final Set<String> texts = new LinkedHashSet<>();

    void add(String text) {
        if (texts.size() < MOST) {
            texts.add(text);
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
