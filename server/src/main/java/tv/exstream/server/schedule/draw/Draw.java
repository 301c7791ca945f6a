package tv.exstream.server.schedule.draw;

import java.util.Optional;

/**
 * What is drawn from, and in which order. Draws that are equal share a position: two rules that draw from a show in
 * order air one episode after the other, unless they name different cursors.
 *
 * @param grouping for the orders that go by groups; by show where it is empty
 * @param cursor   a name for a position of its own, shared by the draws that give the same one
 */
public record Draw(ContentSource from, PlaybackOrder order, Optional<Grouping> grouping, Optional<String> cursor) {
    public static Draw of(long collection, PlaybackOrder order) {
        return new Draw(new ContentSource.OneCollection(collection), order, Optional.empty(), Optional.empty());
    }

    /** This draw with a position of its own. */
    public Draw named(String name) {
        return new Draw(from, order, grouping, Optional.of(name));
    }

    /** The name its position is remembered by. */
    public String key() {
        String groups = order.grouped()
                ? grouping.map(g -> "(" + g.by() + (g.shuffleGroups() ? ",groups" : "")
                                + (g.shuffleItems() ? ",items" : "") + "," + g.batch() + ")")
                        .orElse("")
                : "";
        return cursor.map(name -> name + ":").orElse("") + from.key() + "/" + order.name() + groups;
    }

    /** The channel that is shown in place of something that is drawn. */
    public Optional<ContentSource.Channel> channel() {
        return from instanceof ContentSource.Channel channel ? Optional.of(channel) : Optional.empty();
    }

    /** Refuses another channel where only items can be drawn. */
    public void requireItems(String where) {
        channel().ifPresent(channel -> {
            throw new IllegalArgumentException(where + " cannot show channel " + channel.channel()
                    + ": slots, lineups and schedules of kind 'relay' can");
        });
    }
}
