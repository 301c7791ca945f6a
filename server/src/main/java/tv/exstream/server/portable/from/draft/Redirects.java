package tv.exstream.server.portable.from.draft;

import java.time.Duration;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.lineup.LineupEntry;

/** Another channel in the place of programmes. Stateless. */
public final class Redirects {
    private Redirects() {}

    /** An entry of a list. */
    public static LineupEntry entry(ChannelNumber channel, Duration duration) {
        return new LineupEntry.Redirect(channel.toString(), duration);
    }

    /** What a slot draws from. */
    public static Optional<Draw> draw(Draft draft, String label, ChannelNumber channel) {
        draft.remark(label + " has a slot that shows channel " + channel
                + ": slots cannot show channels yet, its filler is aired instead");
        return Optional.empty();
    }
}
