package tv.exstream.server.playout;

import java.util.List;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ChannelClockDao {
    @RegisterConstructorMapper(Row.class)
    @SqlQuery("SELECT channel_id, marks, alive FROM channel_clock")
    List<Row> all();

    /** Nothing for a channel that is gone. */
    @SqlUpdate("""
            INSERT INTO channel_clock (channel_id, marks, alive)
            SELECT id, :marks, :alive FROM channel WHERE id = :channelId
            ON CONFLICT (channel_id) DO UPDATE SET marks = excluded.marks, alive = excluded.alive""")
    void set(long channelId, String marks, long alive);

    @SqlUpdate("DELETE FROM channel_clock WHERE channel_id = :channelId")
    void delete(long channelId);

    /** @param alive epoch milliseconds at which the clock was last seen to run */
    record Row(long channelId, String marks, long alive) {}
}
