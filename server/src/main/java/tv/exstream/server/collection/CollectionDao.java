package tv.exstream.server.collection;

import java.util.List;

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

    @SqlUpdate("UPDATE collection SET name = :name, rule = :rule WHERE id = :id")
    int update(long id, String name, String rule);

    @SqlUpdate("DELETE FROM collection WHERE id = :id")
    int delete(long id);

    @SqlUpdate("DELETE FROM collection WHERE id = :id AND kept = 0")
    int deleteUnlessKept(long id);
}
