package tv.exstream.server.playout;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.store.Database;

/** Playouts as the database keeps them. Of the building thread. */
final class PlayoutStore {
    private static final Logger LOG = LoggerFactory.getLogger(PlayoutStore.class);

    private final Database database;

    PlayoutStore(Database database) {
        this.database = database;
    }

    /** The greatest id ever given to an item that is still there. */
    long newestId() {
        return database.reads().withExtension(PlayoutDao.class, PlayoutDao::newestId);
    }

    /** A playout as it was left, without what was over by {@code after}. */
    ChannelPlayout load(long channelId, LibrarySnapshot library, Instant after) {
        return database.reads().withExtension(PlayoutDao.class, dao -> {
            List<PlayoutItem> items = dao.items(channelId, after.toEpochMilli()).stream()
                    .map(row -> {
                        ScheduledItem item = row.item();
                        return new PlayoutItem(row.id(), item, library.source(item.content()));
                    })
                    .toList();
            Optional<ScheduleState> state = items.isEmpty()
                    ? Optional.empty()
                    : dao.stateAfter(items.getLast().id()).flatMap(PlayoutStore::state);
            ChannelPlayout playout = new ChannelPlayout();
            PlayoutDao.Head head = dao.head(channelId).orElse(new PlayoutDao.Head("", "[]", 0));
            playout.replace(
                    new PlayoutTimeline(items),
                    state,
                    Fingerprint.read(head.fingerprint()),
                    Instant.ofEpochMilli(head.heldUntil()),
                    StoredJson.warnings(head.warnings()));
            return playout;
        });
    }

    /** What the schedule remembered when an item was over, if it was kept. */
    Optional<ScheduleState> stateAfter(long itemId) {
        return database.reads()
                .withExtension(PlayoutDao.class, dao -> dao.stateAfter(itemId))
                .flatMap(PlayoutStore::state);
    }

    /** Why airings are on, by their ids; without those of which it is not known. Any thread's. */
    Map<Long, Plan.Reason> reasons(List<PlayoutItem> items) {
        // An item that is shown in two pieces is one airing.
        String ids = items.stream()
                .map(item -> Long.toString(item.id()))
                .distinct()
                .collect(Collectors.joining(",", "[", "]"));
        return database.reads().withExtension(PlayoutDao.class, dao -> dao.reasons(ids)).stream()
                .collect(Collectors.toMap(PlayoutDao.ReasonRow::id, row -> new Plan.Reason(row.rule(), row.choice())));
    }

    /** What cannot be read is forgotten: better a channel that begins its series anew than one that is off air. */
    private static Optional<ScheduleState> state(String json) {
        try {
            return Optional.of(StoredJson.state(json));
        } catch (UncheckedIOException e) {
            LOG.warn("a schedule begins anew: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** All of it, or nothing. */
    void write(List<PlayoutBuild.Outcome> outcomes) {
        database.writes().useTransaction(handle -> outcomes.forEach(outcome -> write(handle, outcome)));
    }

    /**
     * What was over by then goes.
     *
     * @param own the same moment by the clocks of channels that have one of their own
     */
    void prune(Instant before, Map<Long, Instant> own) {
        database.writes().useTransaction(handle -> {
            PlayoutDao dao = handle.attach(PlayoutDao.class);
            dao.prune(before.toEpochMilli());
            own.forEach((channelId, at) -> dao.prune(channelId, at.toEpochMilli()));
        });
    }

    /** As part of the caller's transaction. */
    void write(Handle handle, PlayoutBuild.Outcome outcome) {
        PlayoutDao dao = handle.attach(PlayoutDao.class);
        if (outcome.rebuilt()) {
            dao.deleteFrom(outcome.channelId(), outcome.from().toEpochMilli());
            outcome.cut().ifPresent(item -> dao.cut(item.id(), item.finish().toEpochMilli()));
            if (outcome.forgotten() && !outcome.kept().isEmpty()) {
                // The next change goes on from here, too, and must not find what was forgotten.
                ScheduleState blank = ScheduleState.initial(outcome.tail().seed());
                dao.setStateAfter(outcome.kept().getLast().id(), StoredJson.write(blank));
            }
        }
        dao.setHead(
                outcome.channelId(),
                new PlayoutDao.Head(
                        outcome.fingerprint().text(),
                        StoredJson.write(outcome.warnings()),
                        outcome.heldUntil().toEpochMilli()));
        dao.insert(
                outcome.added().stream()
                        .map(item -> PlayoutDao.Row.of(outcome.channelId(), item.id(), item.item()))
                        .toList(),
                outcome.states().stream()
                        .map(state -> state.map(StoredJson::write))
                        .toList(),
                outcome.reasons());
    }
}
