package tv.exstream.server.collection;

import java.util.List;
import java.util.Set;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(CollectionDao.Row.class)
interface CollectionDao {
    /** @param rule JSON */
    record Row(long id, String name, String rule) {}

    @SqlQuery("SELECT id, name, rule FROM collection ORDER BY id")
    List<Row> all();

    /** @param kept 1 if it stays when nothing draws from it */
    @SqlUpdate("INSERT INTO collection (name, rule, kept) VALUES (:name, :rule, :kept)")
    @GetGeneratedKeys("id")
    long insert(String name, String rule, int kept);

    @SqlUpdate("INSERT INTO collection (id, name, rule, kept) VALUES (:id, :name, :rule, :kept)")
    void insertAt(long id, String name, String rule, int kept);

    @SqlQuery("SELECT EXISTS (SELECT 1 FROM collection WHERE id = :id)")
    boolean has(long id);

    @SqlQuery("SELECT id FROM collection WHERE kept = 1")
    Set<Long> kept();

    @SqlUpdate("UPDATE collection SET name = :name, rule = :rule WHERE id = :id")
    int update(long id, String name, String rule);

    @SqlUpdate("DELETE FROM collection WHERE id = :id")
    int delete(long id);

    @SqlUpdate("DELETE FROM collection WHERE id = :id AND kept = 0")
    int deleteUnlessKept(long id);
}
