package tv.exstream.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** V8 makes the table of airings anew. */
class RelayMigrationTest {
    @TempDir
    Path folder;

    private String url() {
        return "jdbc:sqlite:" + folder.resolve(Database.FILE_NAME);
    }

    private void fillVersionSeven() throws SQLException {
        int migrated = Flyway.configure()
                .dataSource(url(), null, null)
                .resourceProvider(Migrations.shipped())
                .javaMigrationClassProvider(List::of)
                .target("7")
                .load()
                .migrate()
                .migrationsExecuted;
        assertThat(migrated).isEqualTo(7);
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schedule (definition, seed) VALUES ('{}', 5)");
            statement.execute("""
                    INSERT INTO channel (number_major, number_minor, guide_id, name, group_title, profile, schedule_id,
                        status) VALUES (1, 0, 'C1', 'One', 'G', 'default', 1, 'ACTIVE')""");
            statement.execute("""
                    INSERT INTO playout_item (id, channel_id, start, finish, content, media_id, video_graph, audio_graph,
                        in_point, out_point, filler_kind, title, guide_group, overrides, state_after)
                    VALUES (11, 1, 1000, 2000, 'MEDIA', 4, NULL, NULL, 10, 1010, NULL, 'Film', 900, '{"a":1}', '{"seed":5}'),
                        (12, 1, 2000, 3000, 'RENDERED', NULL, 'v', 'a', 0, 1000, 'TAIL', 'Spot', 900, '{}', NULL),
                        (13, 1, 3000, 4000, 'OFFLINE', NULL, NULL, NULL, 0, 1000, NULL, 'Off air', 3000, '{}', '{}')""");
        }
    }

    @Test
    void noAiringIsLost() throws SQLException {
        fillVersionSeven();
        try (Database database = Database.open(folder)) {
            List<Map<String, Object>> rows = database.reads()
                    .withHandle(handle -> handle.createQuery("SELECT * FROM playout_item ORDER BY id")
                            .mapToMap()
                            .list());
            assertThat(rows).hasSize(3);
            assertThat(rows.getFirst())
                    .containsEntry("id", 11)
                    .containsEntry("channel_id", 1)
                    .containsEntry("start", 1000)
                    .containsEntry("finish", 2000)
                    .containsEntry("content", "MEDIA")
                    .containsEntry("media_id", 4)
                    .containsEntry("in_point", 10)
                    .containsEntry("out_point", 1010)
                    .containsEntry("title", "Film")
                    .containsEntry("guide_group", 900)
                    .containsEntry("overrides", "{\"a\":1}")
                    .containsEntry("state_after", "{\"seed\":5}")
                    .containsEntry("relay_channel", null)
                    .containsEntry("address", null);
            assertThat(rows.get(1))
                    .containsEntry("video_graph", "v")
                    .containsEntry("audio_graph", "a")
                    .containsEntry("filler_kind", "TAIL");
            String night = database.reads()
                    .withHandle(handle -> handle.createQuery("SELECT night FROM channel")
                            .mapTo(String.class)
                            .one());
            assertThat(night).isEmpty();
            database.writes().useHandle(handle -> {
                handle.execute("""
                        INSERT INTO playout_item (id, channel_id, start, finish, content, relay_channel, relay_offset,
                            in_point, out_point, title) VALUES (14, 1, 4000, 5000, 'RELAY', 7, -60000, 0, 1000, 'R')""");
                handle.execute("""
                        INSERT INTO playout_item (id, channel_id, start, finish, content, address, in_point, out_point,
                            title) VALUES (15, 1, 5000, 6000, 'STREAM', 'http://h/', 0, 1000, 'S')""");
                assertThatThrownBy(() -> handle.execute("""
                                INSERT INTO playout_item (id, channel_id, start, finish, content, in_point, out_point,
                                    title) VALUES (16, 1, 6000, 7000, 'RELAY', 0, 1000, 'R')""")).hasMessageContaining("CHECK");
                handle.execute("DELETE FROM channel");
            });
            assertThat((int) database.reads()
                            .withHandle(handle -> handle.createQuery("SELECT count(*) FROM playout_item")
                                    .mapTo(int.class)
                                    .one()))
                    .isZero();
        }
    }
}
