package tv.exstream.server.events;

import java.util.Optional;

/**
 * Something that happened.
 *
 * @param id      ascending by one
 * @param topic   what it is about
 * @param channel whose event it is; empty for one of no channel
 * @param json    what happened, one line
 */
record Event(long id, Topic topic, Optional<String> channel, String json) {
    enum Topic {
        SESSION,
        CHANNEL,
        FAULT
    }
}
