package tv.exstream.server.channels;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(ScheduleDao.Row.class)
@RegisterConstructorMapper(ScheduleDao.User.class)
interface ScheduleDao {
    /** @param name empty for one that belongs to one channel */
    record Row(long id, String name, String definition, long seed) {
        boolean named() {
            return !name.isEmpty();
        }
    }

    /** A channel that airs a schedule. Numbers are empty for a removed one. */
    record User(
            long scheduleId,
            Optional<Integer> numberMajor,
            Optional<Integer> numberMinor,
            String name,
            String status) {}

    @SqlQuery("SELECT id, name, definition, seed FROM schedule ORDER BY id")
    List<Row> all();

    /** Those that are named, or aired by a channel that is there or hidden. */
    @SqlQuery("""
            SELECT id, name, definition, seed FROM schedule WHERE name <> '' OR EXISTS (
                SELECT 1 FROM channel WHERE channel.schedule_id = schedule.id AND channel.status <> 'REMOVED')
            ORDER BY id""")
    List<Row> living();

    @SqlQuery("SELECT id, name, definition, seed FROM schedule WHERE id = :id")
    Optional<Row> one(long id);

    @SqlQuery("""
            SELECT schedule_id, number_major, number_minor, name, status FROM channel
            ORDER BY number_major, number_minor""")
    List<User> users();

    @SqlUpdate("INSERT INTO schedule (name, definition, seed) VALUES (:name, :definition, :seed)")
    @GetGeneratedKeys("id")
    long insert(String name, String definition, long seed);

    @SqlUpdate("UPDATE schedule SET name = :name, definition = :definition, seed = :seed WHERE id = :id")
    void update(long id, String name, String definition, long seed);

    @SqlUpdate("DELETE FROM schedule WHERE id = :id")
    void delete(long id);

    @SqlUpdate("UPDATE channel SET schedule_id = :scheduleId WHERE id = :channelId")
    void assign(long channelId, long scheduleId);
}
