package tv.exstream.server.session;

import java.util.List;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface WatchedTimeDao {
    /** Nothing for a channel that is gone meanwhile. */
    @SqlUpdate("""
            INSERT INTO watched_time (channel_id, day, millis)
            SELECT id, :day, :millis FROM channel WHERE id = :channelId
            ON CONFLICT (channel_id, day) DO UPDATE SET millis = millis + excluded.millis""")
    void add(long channelId, long day, long millis);

    @SqlUpdate("DELETE FROM watched_time WHERE day < :day")
    void prune(long day);

    /** Channels, the most watched first; equals in order of their keys. */
    @SqlQuery("""
            SELECT channel_id FROM watched_time WHERE day >= :fromDay
            GROUP BY channel_id ORDER BY sum(millis) DESC, channel_id LIMIT :most""")
    List<Long> mostWatched(long fromDay, int most);
}
