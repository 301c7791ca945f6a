package tv.exstream.server.channels;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(ChannelRow.class)
interface ChannelDao {
    @SqlQuery("""
            SELECT c.id, c.number_major, c.number_minor, c.guide_id, c.name, c.group_title, c.more_groups, c.categories,
                   c.visibility, c.mode, c.profile, c.logo, c.schedule_id, c.origin, c.status, s.definition, s.seed,
                   c.slates, c.zone
            FROM channel c JOIN schedule s ON s.id = c.schedule_id ORDER BY c.number_major, c.number_minor""")
    List<ChannelRow> all();

    /** The guide id is set from the key right after. */
    @SqlUpdate("""
            INSERT INTO channel (number_major, number_minor, guide_id, name, group_title, profile, schedule_id, origin, status)
            VALUES (:major, :minor, :guideId, :name, :group, :profile, :scheduleId, :origin, 'ACTIVE')""")
    @GetGeneratedKeys("id")
    long insert(
            int major,
            int minor,
            String guideId,
            String name,
            String group,
            String profile,
            long scheduleId,
            Optional<String> origin);

    @SqlUpdate("UPDATE channel SET guide_id = :guideId WHERE id = :id")
    void setGuideId(long id, String guideId);

    @SqlQuery("SELECT EXISTS (SELECT 1 FROM channel WHERE guide_id = :guideId)")
    boolean hasGuideId(String guideId);

    @SqlUpdate("UPDATE channel SET origin = :origin WHERE id = :id")
    void setOrigin(long id, String origin);

    @SqlUpdate("UPDATE channel SET logo = :logo WHERE id = :id")
    void setLogo(long id, String logo);

    @SqlUpdate("UPDATE channel SET slates = :slates WHERE id = :id")
    void setSlates(long id, String slates);

    @SqlUpdate("UPDATE channel SET zone = :zone WHERE id = :id")
    void setZone(long id, String zone);

    @SqlUpdate("UPDATE channel SET mode = :mode WHERE id = :id")
    void setMode(long id, ChannelMode mode);

    @SqlUpdate("""
            UPDATE channel SET visibility = :visibility, group_title = :group, more_groups = :moreGroups,
                   categories = :categories WHERE id = :id""")
    void setListing(long id, Visibility visibility, String group, String moreGroups, String categories);

    @SqlUpdate("UPDATE channel SET status = :status WHERE id = :id")
    void setStatus(long id, String status);

    @SqlUpdate("""
            UPDATE channel SET number_major = :c.major, number_minor = :c.minor, name = :c.name, profile = :c.profile
            WHERE id = :c.id""")
    void update(@BindMethods("c") Changed channel);

    @SqlUpdate("UPDATE channel SET status = 'REMOVED', number_major = NULL, number_minor = NULL WHERE id = :id")
    void tombstone(long id);

    @SqlUpdate("DELETE FROM channel WHERE id = :id")
    void delete(long id);

    record Changed(long id, int major, int minor, String name, String profile) {}
}
