package tv.exstream.server.schedule.draw;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a person should look at, each said once. Not thread-safe; lives for one plan. */
public final class Warnings {
    /** A definition that is wrong throughout would otherwise fill the page. */
    private static final int MOST = 50;

    private final Set<String> texts = new LinkedHashSet<>();

    /** Notes a sentence, once; the ones beyond the fiftieth are left out. */
    public void add(String text) {
        if (texts.size() < MOST) {
            texts.add(text);
        }
    }

    /** In the order in which they were noted. */
    public List<String> texts() {
        return List.copyOf(texts);
    }
}
