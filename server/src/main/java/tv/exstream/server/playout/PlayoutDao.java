package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.ScheduledItem;

@RegisterConstructorMapper(PlayoutDao.Row.class)
interface PlayoutDao {
    @SqlQuery("""
            SELECT id, channel_id, start, finish, content, media_id, video_graph, audio_graph, in_point, out_point,
                   filler_kind, title, guide_group, overrides
            FROM playout_item WHERE channel_id = :channelId
                AND (finish > :after
                    OR start = (SELECT max(start) FROM playout_item WHERE channel_id = :channelId))
            ORDER BY start""")
    List<Row> items(long channelId, long after);

    @SqlQuery("SELECT state_after FROM playout_item WHERE id = :id")
    Optional<String> stateAfter(long id);

    @SqlQuery("SELECT coalesce(max(id), 0) FROM playout_item")
    long newestId();

    @SqlUpdate("UPDATE playout_item SET state_after = :state WHERE id = :id")
    void setStateAfter(long id, String state);

    @RegisterConstructorMapper(Head.class)
    @SqlQuery("SELECT fingerprint, warnings, held_until FROM playout WHERE channel_id = :channelId")
    Optional<Head> head(long channelId);

    @SqlUpdate("""
            INSERT INTO playout (channel_id, fingerprint, warnings, held_until)
            VALUES (:channelId, :h.fingerprint, :h.warnings, :h.heldUntil)
            ON CONFLICT (channel_id) DO UPDATE SET fingerprint = excluded.fingerprint, warnings = excluded.warnings,
                held_until = excluded.held_until""")
    void setHead(long channelId, @BindMethods("h") Head h);

    @SqlUpdate("DELETE FROM playout_item WHERE channel_id = :channelId AND start >= :from")
    void deleteFrom(long channelId, long from);

    @SqlUpdate("""
            UPDATE playout_item SET finish = :finish, out_point = in_point + :finish - start WHERE id = :id""")
    void cut(long id, long finish);

    /**
     * Of channels that go by the clock on the wall. The newest item of a channel stays however old it is: its state is where
     * the schedule goes on.
     */
    @SqlUpdate("""
            DELETE FROM playout_item WHERE id IN (
                SELECT i.id FROM channel AS c JOIN playout_item AS i ON i.channel_id = c.id AND i.start < :before
                WHERE i.finish <= :before
                    AND i.start < (SELECT max(start) FROM playout_item WHERE channel_id = c.id)
                    AND NOT EXISTS (SELECT 1 FROM channel_clock AS k WHERE k.channel_id = c.id))""")
    int prune(long before);

    /** The same of one channel, by its own clock. */
    @SqlUpdate("""
            DELETE FROM playout_item WHERE channel_id = :channelId AND finish <= :before
                AND start < (SELECT max(start) FROM playout_item WHERE channel_id = :channelId)""")
    int prune(long channelId, long before);

    @SqlBatch("""
            INSERT INTO playout_item (id, channel_id, start, finish, content, media_id, video_graph, audio_graph,
                in_point, out_point, filler_kind, title, guide_group, overrides, state_after)
            VALUES (:r.id, :r.channelId, :r.start, :r.finish, :r.content, :r.mediaId, :r.videoGraph, :r.audioGraph,
                :r.inPoint, :r.outPoint, :r.fillerKind, :r.title, :r.guideGroup, :r.overrides, :state)""")
    void insert(@BindMethods("r") List<Row> r, List<Optional<String>> state);

    /** A playout but for its items. {@code heldUntil} is zero when all of the future follows the schedule. */
    record Head(String fingerprint, String warnings, long heldUntil) {}

    /** An airing as the database has it; times and points in milliseconds. */
    record Row(
            long id,
            long channelId,
            long start,
            long finish,
            String content,
            Optional<Long> mediaId,
            Optional<String> videoGraph,
            Optional<String> audioGraph,
            long inPoint,
            long outPoint,
            Optional<String> fillerKind,
            String title,
            long guideGroup,
            String overrides) {
        static Row of(long channelId, long id, ScheduledItem item) {
            Optional<Content.Rendered> rendered =
                    item.content() instanceof Content.Rendered r ? Optional.of(r) : Optional.empty();
            return new Row(
                    id,
                    channelId,
                    item.start().toEpochMilli(),
                    item.finish().toEpochMilli(),
                    switch (item.content()) {
                        case Content.Media m -> "MEDIA";
                        case Content.Rendered r -> "RENDERED";
                        case Content.Offline o -> "OFFLINE";
                    },
                    item.content() instanceof Content.Media m ? Optional.of(m.mediaId()) : Optional.empty(),
                    rendered.map(Content.Rendered::videoGraph),
                    rendered.map(Content.Rendered::audioGraph),
                    item.inPoint().toMillis(),
                    item.outPoint().toMillis(),
                    item.fillerKind().map(FillerKind::name),
                    item.title(),
                    item.guideGroup(),
                    StoredJson.write(item.overrides()));
        }

        ScheduledItem item() {
            return new ScheduledItem(
                    Instant.ofEpochMilli(start),
                    Instant.ofEpochMilli(finish),
                    switch (content) {
                        case "MEDIA" -> new Content.Media(mediaId.orElseThrow());
                        case "RENDERED" -> new Content.Rendered(videoGraph.orElseThrow(), audioGraph.orElseThrow());
                        default -> new Content.Offline();
                    },
                    Duration.ofMillis(inPoint),
                    Duration.ofMillis(outPoint),
                    fillerKind.map(FillerKind::valueOf),
                    title,
                    guideGroup,
                    StoredJson.overrides(overrides));
        }
    }
}
