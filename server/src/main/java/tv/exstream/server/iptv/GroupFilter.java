package tv.exstream.server.iptv;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;

/** Narrows the lists for players to the channels of some groups. */
final class GroupFilter {
    private GroupFilter() {}

    /**
     * Of the listed channels those in any of the groups, in whatever case they are written.
     *
     * @param groups all listed channels if none or nothing
     * @throws ProblemException 404 when a group has no listed channel: players keep what they had
     */
    static List<Channel> channels(ChannelCatalog catalog, @Nullable List<String> groups) {
        List<Channel> listed = catalog.listed();
        if (groups == null || groups.isEmpty()) {
            return listed;
        }
        for (String group : groups) {
            if (listed.stream().noneMatch(channel -> channel.inGroup(group))) {
                Set<String> there = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                listed.forEach(channel -> there.addAll(channel.groups()));
                throw ProblemException.notFound(
                        "No channel is in the group '" + group + "'; there are: " + String.join(", ", there) + ".");
            }
        }
        return listed.stream()
                .filter(channel -> groups.stream().anyMatch(channel::inGroup))
                .toList();
    }
}
