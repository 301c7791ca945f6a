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

    @SqlUpdate("INSERT INTO collection (name, rule) VALUES (:name, :rule)")
    @GetGeneratedKeys("id")
    long insert(String name, String rule);

    @SqlUpdate("UPDATE collection SET name = :name, rule = :rule WHERE id = :id")
    int update(long id, String name, String rule);

    @SqlUpdate("DELETE FROM collection WHERE id = :id")
    int delete(long id);
}
