package tv.exstream.server.app;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import tv.exstream.engine.Engine;
import tv.exstream.server.metrics.HealthCheck;
import tv.exstream.server.metrics.HealthCheck.Outcome;
import tv.exstream.server.store.Database;

/** What must be in order before viewers are sent here. */
final class Readiness {
    private final Database database;
    private final Engine engine;
    private final AtomicReference<Outcome> lineup =
            new AtomicReference<>(Outcome.failing("the first line-up of channels is being made"));

    private final AtomicReference<Supplier<Outcome>> playouts =
            new AtomicReference<>(() -> Outcome.failing("nothing is planned yet"));

    Readiness(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    List<HealthCheck> checks() {
        return List.of(
                new HealthCheck("database", this::database),
                new HealthCheck("engine", this::engine),
                new HealthCheck("lineup", lineup::get),
                new HealthCheck("playouts", () -> playouts.get().get()));
    }

    /** From now on the playouts can be asked how they are. */
    void playouts(Supplier<Outcome> probe) {
        playouts.set(probe);
    }

    /** From now on the channels are there. */
    void lineupMade(String detail) {
        lineup.set(Outcome.ok(detail));
    }

    private Outcome database() {
        int one = database.reads()
                .withHandle(h -> h.createQuery("SELECT 1").mapTo(Integer.class).one());
        return one == 1 ? Outcome.ok(database.file().getFileName().toString()) : Outcome.failing("answers nonsense");
    }

    private Outcome engine() {
        return Outcome.ok(engine.channels().size() + " channels known");
    }
}
