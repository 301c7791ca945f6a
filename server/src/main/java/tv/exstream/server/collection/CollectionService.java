package tv.exstream.server.collection;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jdbi.v3.core.Handle;

import tv.exstream.server.store.Database;

/**
 * The collections there are: in the database, and in memory for everybody who reads. Reads are safe from any thread;
 * changes are serialised by the database's writer.
 */
public final class CollectionService {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private final Database database;
    private volatile Map<Long, MediaCollection> byId = Map.of();

    public CollectionService(Database database) {
        this.database = database;
        reload();
    }

    public Collection<MediaCollection> collections() {
        return byId.values();
    }

    public Optional<MediaCollection> collection(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Adds a collection as part of the caller's transaction; the caller calls {@link #reload} after its commit. */
    public long add(Handle handle, String name, CollectionRule rule) {
        return handle.attach(CollectionDao.class).insert(name, write(rule), 0);
    }

    /** Adds one that {@link #removeUnlessKept} leaves alone. */
    public long addKept(Handle handle, String name, CollectionRule rule) {
        return handle.attach(CollectionDao.class).insert(name, write(rule), 1);
    }

    /**
     * Adds one of a certain key, unless another has it.
     *
     * @return whether it was added
     */
    public boolean addAt(Handle handle, long id, String name, boolean kept, CollectionRule rule) {
        CollectionDao dao = handle.attach(CollectionDao.class);
        if (dao.has(id)) {
            return false;
        }
        dao.insertAt(id, name, write(rule), kept ? 1 : 0);
        return true;
    }

    /** The keys of those that {@link #removeUnlessKept} leaves alone, from the database. */
    public Set<Long> kept() {
        return database.reads().withExtension(CollectionDao.class, CollectionDao::kept);
    }

    /** Changes a collection as part of the caller's transaction; the caller calls {@link #reload} after its commit. */
    public void update(Handle handle, long id, String name, CollectionRule rule) {
        handle.attach(CollectionDao.class).update(id, name, write(rule));
    }

    /** Removes a collection as part of the caller's transaction; the caller calls {@link #reload} after its commit. */
    public void remove(Handle handle, long id) {
        handle.attach(CollectionDao.class).delete(id);
    }

    /** Removes a collection that nothing draws from any more, unless it was made to stay. */
    public void removeUnlessKept(Handle handle, long id) {
        handle.attach(CollectionDao.class).deleteUnlessKept(id);
    }

    /** Reads everything from the database again. */
    public synchronized void reload() {
        Map<Long, MediaCollection> loaded = new TreeMap<>();
        for (CollectionDao.Row row : database.reads().withExtension(CollectionDao.class, CollectionDao::all)) {
            loaded.put(row.id(), new MediaCollection(row.id(), row.name(), read(row.rule())));
        }
        byId = Collections.unmodifiableMap(loaded);
    }

    private static String write(CollectionRule rule) {
        try {
            return JSON.writerFor(CollectionRule.class).writeValueAsString(rule);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CollectionRule read(String json) {
        try {
            return JSON.readValue(json, CollectionRule.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a collection's rule in the database cannot be read: " + json, e);
        }
    }
}
