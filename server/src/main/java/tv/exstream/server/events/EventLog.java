package tv.exstream.server.events;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import tv.exstream.server.http.Json;

/**
 * The newest events, shared by all who listen: each of them holds a position and no queue, so a slow one costs nothing
 * and is told how many it missed. Safe from any thread.
 */
public final class EventLog {
    static final int CAPACITY = 1024;

    private final ObjectMapper json;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable Event[] ring = new Event[CAPACITY];
    private long nextId = 1;

    /** @param zone of the times in events */
    public EventLog(ZoneId zone) {
        json = Json.mapper(zone);
    }

    /** @param content written as JSON */
    void add(Event.Topic topic, Optional<String> channel, Object content) {
        String text;
        try {
            text = json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event could not be written as JSON", e);
        }
        synchronized (ring) {
            ring[(int) (nextId % CAPACITY)] = new Event(nextId, topic, channel, text);
            nextId++;
        }
        listeners.forEach(Runnable::run);
    }

    /** The id that the next event will have. */
    long next() {
        synchronized (ring) {
            return nextId;
        }
    }

    /** The oldest id there still is; {@link #next} when there is none. */
    long oldest() {
        synchronized (ring) {
            return Math.max(1, nextId - CAPACITY);
        }
    }

    /** Empty for one that is gone or to come. */
    Optional<Event> event(long id) {
        synchronized (ring) {
            Event event = ring[(int) Math.floorMod(id, (long) CAPACITY)];
            return event == null || event.id() != id ? Optional.empty() : Optional.of(event);
        }
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** @param wake run after each event by the thread that added it: must return at once */
    void listen(Runnable wake) {
        listeners.add(wake);
    }

    void leave(Runnable wake) {
        listeners.remove(wake);
    }
}
