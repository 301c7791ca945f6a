package tv.exstream.server.portable;

import java.time.Duration;
import java.util.OptionalLong;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/** What a channel airs. */
public sealed interface PortableProgramming {
    /**
     * A schedule of the document.
     *
     * @param schedule its name
     */
    record Shared(String schedule) implements PortableProgramming {}

    /**
     * A definition of the channel's own.
     *
     * @param definition with the document's keys of collections and media
     * @param seed       of everything random in it; made from the channel's number if empty
     */
    record Own(ScheduleDefinition definition, OptionalLong seed) implements PortableProgramming {}

    /**
     * What another channel shows.
     *
     * @param offset so much later; zero or more
     */
    record Relay(ChannelNumber channel, Duration offset) implements PortableProgramming {
        public Relay {
            if (offset.isNegative()) {
                throw new IllegalArgumentException("an offset of " + offset + ": what is to come cannot be relayed");
            }
        }
    }

    /**
     * A live stream.
     *
     * @param title in the guide
     * @param url   may hold credentials
     */
    record Stream(String title, String url) implements PortableProgramming {
        public Stream {
            if (title.isBlank() || url.isBlank()) {
                throw new IllegalArgumentException("a stream needs a title and an address");
            }
        }
    }
}
