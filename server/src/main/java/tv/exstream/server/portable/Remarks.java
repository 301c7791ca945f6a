package tv.exstream.server.portable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what could not be carried over, each thing once. Not thread-safe. */
final class Remarks {
    /** A document for another library altogether would fill the screen. */
    private static final int MOST = 200;

    private final Set<String> all = new LinkedHashSet<>();

    void add(String remark) {
        all.add(remark);
    }

    List<String> list() {
        List<String> list = new ArrayList<>(all.stream().limit(MOST).toList());
        if (all.size() > MOST) {
            list.add("and " + (all.size() - MOST) + " more");
        }
        return list;
    }
}
