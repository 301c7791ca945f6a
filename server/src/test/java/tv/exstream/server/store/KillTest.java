package tv.exstream.server.store;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that dies in the middle of writing leaves a whole database with everything it had acknowledged. */
class KillTest {
    @TempDir
    Path dir;

    @RepeatedTest(3)
    @Timeout(60)
    void killedWriterLeavesAWholeDatabase() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int acknowledged = 0;
        try (BufferedReader out = child.inputReader()) {
            String line = out.readLine();
            while (line != null && acknowledged < 40) {
                if (line.startsWith("ack ")) {
                    acknowledged = Integer.parseInt(line.substring(4));
                }
                line = out.readLine();
            }
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).isGreaterThanOrEqualTo(40);
        try (Database database = Database.open(dir)) {
            String integrity = database.reads()
                    .withHandle(handle -> handle.createQuery("PRAGMA integrity_check")
                            .mapTo(String.class)
                            .one());
            assertThat(integrity).isEqualTo("ok");
            int last =
                    Integer.parseInt(database.reads().withExtension(InstallationDao.class, dao -> dao.require("last")));
            int rows = database.reads()
                    .withHandle(handle -> handle.createQuery("SELECT count(*) FROM installation WHERE key LIKE 'row-%'")
                            .mapTo(Integer.class)
                            .one());
            assertThat(last).isGreaterThanOrEqualTo(acknowledged);
            // Each transaction wrote its rows and its number together or not at all.
            assertThat(rows).isEqualTo(last * Writer.ROWS);
        }
    }

    /** The child: transactions without end, each acknowledged on stdout once committed. */
    static final class Writer {
        static final int ROWS = 50;

        private Writer() {}

        public static void main(String[] args) {
            try (Database database = Database.open(Path.of(args[0]))) {
                for (int n = 1; n < 1_000_000; n++) {
                    int number = n;
                    database.writes().useTransaction(handle -> {
                        InstallationDao dao = handle.attach(InstallationDao.class);
                        for (int row = 0; row < ROWS; row++) {
                            dao.put("row-" + number + "-" + row, "x".repeat(200));
                        }
                        dao.put("last", Integer.toString(number));
                    });
                    System.out.println("ack " + number);
                }
            }
        }
    }
}
