package tv.exstream.server.schedule.draw;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.ChannelShift;

/** Where a rule finds its items. In JSON the property's name tells which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@com.fasterxml.jackson.annotation.JsonSubTypes({
    @com.fasterxml.jackson.annotation.JsonSubTypes.Type(ContentSource.OneCollection.class),
    @com.fasterxml.jackson.annotation.JsonSubTypes.Type(ContentSource.Several.class),
    @com.fasterxml.jackson.annotation.JsonSubTypes.Type(ContentSource.Playlist.class),
    @com.fasterxml.jackson.annotation.JsonSubTypes.Type(ContentSource.Channel.class)
})
public sealed interface ContentSource {
    /** Short and unique among sources: part of the name of a cursor. */
    String key();

    /** @param collection the collection's key */
    record OneCollection(long collection) implements ContentSource {
        @Override
        public String key() {
            return Long.toString(collection);
        }
    }

    /**
     * Collections taken together; an item in two of them counts once.
     *
     * @param collections at least one
     */
    record Several(List<Long> collections) implements ContentSource {
        public Several {
            collections = List.copyOf(collections);
            if (collections.isEmpty()) {
                throw new IllegalArgumentException("name at least one collection");
            }
        }

        @Override
        public String key() {
            return collections.stream().map(String::valueOf).collect(Collectors.joining("+"));
        }
    }

    /**
     * Entries one after the other, each in its own order; the order of the draw itself says nothing.
     *
     * @param playlist at least one
     */
    record Playlist(List<Entry> playlist) implements ContentSource {
        public Playlist {
            playlist = List.copyOf(playlist);
            playlist.forEach(entry -> entry.draw().requireItems("a playlist"));
            if (playlist.isEmpty()) {
                throw new IllegalArgumentException("a playlist needs at least one entry");
            }
        }

        @Override
        public String key() {
            return playlist.stream()
                    .map(entry -> entry.draw().key()
                            + entry.count().map(count -> "*" + count).orElse(""))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /**
     * What another channel shows: nothing is drawn, and the order of the draw says nothing. For slots only.
     *
     * @param offset as {@link ChannelShift} has it; none if empty
     */
    record Channel(ChannelRef channel, Optional<Duration> offset) implements ContentSource {
        public Channel {
            var unused = new ChannelShift(channel, offset.orElse(Duration.ZERO));
        }

        public ChannelShift shift() {
            return new ChannelShift(channel, offset.orElse(Duration.ZERO));
        }

        @Override
        public String key() {
            return "channel " + channel + offset.map(by -> " " + by).orElse("");
        }
    }

    /** @param count how many items of the draw at a time; empty for all of them, once */
    record Entry(Draw draw, Optional<Integer> count) {
        public Entry {
            count.filter(n -> n < 1).ifPresent(n -> {
                throw new IllegalArgumentException("a playlist entry of " + n + " items: give at least one");
            });
        }
    }
}
