package tv.exstream.server.store;

import java.util.Optional;

import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Small facts about this installation, by key. */
public interface InstallationDao {
    @SqlQuery("SELECT value FROM installation WHERE key = :key")
    Optional<String> get(@Bind("key") String key);

    @SqlUpdate("INSERT INTO installation (key, value) VALUES (:key, :value)"
            + " ON CONFLICT (key) DO UPDATE SET value = excluded.value")
    void put(@Bind("key") String key, @Bind("value") String value);

    @SqlUpdate("INSERT INTO installation (key, value) VALUES (:key, :value) ON CONFLICT (key) DO NOTHING")
    void putIfAbsent(@Bind("key") String key, @Bind("value") String value);

    default String require(String key) {
        return get(key).orElseThrow(() -> new IllegalStateException("installation has no '" + key + "'"));
    }
}
