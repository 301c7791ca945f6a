package tv.exstream.server.portable.from.draft;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableDocument;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.PortableSchedule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * Settles what other products let channels show of one another and this one refuses: circles, and channels that stand
 * still with nobody watching. One draft's.
 */
final class ShownChannels {
    private final Draft draft;
    private final Map<String, ScheduleDefinition> schedules;
    private final List<PortableChannel> channels;

    /** @param channels are changed where they have to be */
    ShownChannels(Draft draft, List<PortableSchedule> schedules, List<PortableChannel> channels) {
        this.draft = draft;
        this.schedules = schedules.stream()
                .collect(Collectors.toMap(
                        one -> PortableDocument.plain(one.name()), PortableSchedule::definition, (one, same) -> one));
        this.channels = channels;
    }

    void settle() {
        Map<String, Set<String>> shown = new HashMap<>();
        channels.forEach(channel -> shown.put(channel.number().toString(), shownBy(channel)));
        for (ListIterator<PortableChannel> each = channels.listIterator(); each.hasNext(); ) {
            PortableChannel channel = each.next();
            String number = channel.number().toString();
            if (reaches(number, number, shown, new HashSet<>())) {
                draft.remark("channel " + number + " shows itself by way of others: it is off air until it is given"
                        + " something");
                shown.put(number, Set.of());
                each.set(channel.airing(draft.offAir()));
            }
        }
        Set<String> targets = shown.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        for (ListIterator<PortableChannel> each = channels.listIterator(); each.hasNext(); ) {
            PortableChannel channel = each.next();
            if (channel.mode() == ChannelMode.ON_DEMAND
                    && targets.contains(channel.number().toString())) {
                draft.remark("channel " + channel.number()
                        + " is shown by another, so it cannot stand still with nobody watching: it is continuous here");
                each.set(channel.in(ChannelMode.CONTINUOUS));
            }
        }
    }

    private Set<String> shownBy(PortableChannel channel) {
        ScheduleDefinition definition = switch (channel.programming()) {
            case PortableProgramming.Own own -> own.definition();
            case PortableProgramming.Shared shared -> schedules.get(PortableDocument.plain(shared.schedule()));
        };
        return definition == null
                ? Set.of()
                : definition.channels().stream()
                        .map(shift -> shift.channel().number())
                        .collect(Collectors.toSet());
    }

    private static boolean reaches(String from, String target, Map<String, Set<String>> shown, Set<String> seen) {
        for (String next : shown.getOrDefault(from, Set.of())) {
            if (next.equals(target) || (seen.add(next) && reaches(next, target, shown, seen))) {
                return true;
            }
        }
        return false;
    }
}
