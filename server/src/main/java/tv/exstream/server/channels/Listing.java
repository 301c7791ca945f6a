package tv.exstream.server.channels;

import java.util.List;

/**
 * In which lists a channel is, and as what.
 *
 * @param visibility who finds it
 * @param groups     of the M3U, at least one; the first is its main one
 * @param categories what every programme of the channel is, besides what it is by itself
 */
public record Listing(Visibility visibility, List<String> groups, List<String> categories) {
    public Listing {
        groups = List.copyOf(groups);
        categories = List.copyOf(categories);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a channel is in one group at least");
        }
    }

    /** Found by everybody, in one group. */
    public static Listing in(String group) {
        return new Listing(Visibility.LISTED, List.of(group), List.of());
    }
}
