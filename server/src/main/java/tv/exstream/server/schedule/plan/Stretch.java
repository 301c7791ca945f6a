package tv.exstream.server.schedule.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.ChannelShift;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;

/** Puts on air, for as long as is wanted, what has no end of its own: another channel, or a live stream. */
public final class Stretch {
    private Stretch() {}

    /**
     * Another channel until {@code end}.
     *
     * @param end later than now
     * @return false, a warning given and nothing put on air, where there is no such channel
     */
    public static boolean relay(PlanContext context, Pieces out, ChannelShift shown, long end, Plan.Reason reason) {
        OptionalLong key = key(context, shown.channel());
        if (key.isEmpty()) {
            return false;
        }
        String title = "Channel " + shown.channel();
        put(out, new Content.Relay(key.getAsLong(), shown.offset()), title, end, reason);
        return true;
    }

    /** The key of a channel; empty, and a warning given, where there is none. */
    public static OptionalLong key(PlanContext context, ChannelRef channel) {
        OptionalLong key = context.walkers().library().channel(channel);
        if (key.isEmpty()) {
            context.warnings()
                    .add("channel " + channel + " is to be shown, but there is none: its time is left to filler, or to"
                            + " nothing, until there is");
        }
        return key;
    }

    /** Until {@code end}, which is later than now. */
    public static void put(Pieces out, Content content, String title, long end, Plan.Reason reason) {
        Instant start = Instant.ofEpochMilli(out.at());
        Instant finish = Instant.ofEpochMilli(end);
        out.rendered(
                new ScheduledItem(
                        start,
                        finish,
                        content,
                        Duration.ZERO,
                        Duration.between(start, finish),
                        Optional.empty(),
                        title),
                reason);
    }
}
