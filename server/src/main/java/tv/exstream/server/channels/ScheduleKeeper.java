package tv.exstream.server.channels;

import java.util.Set;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * Which schedules and collections stay: what a person named stays until a person removes it, what was made with a channel
 * goes when nothing uses it any more. Works within the caller's transaction.
 */
final class ScheduleKeeper {
    private final CollectionService collections;

    ScheduleKeeper(CollectionService collections) {
        this.collections = collections;
    }

    /** Gives a channel a schedule; the one it had goes if it was the channel's own. */
    void assign(Handle handle, ChannelRow channel, long scheduleId) {
        handle.attach(ScheduleDao.class).assign(channel.id(), existing(handle, scheduleId));
        release(handle, channel.scheduleId());
    }

    /** The key of a schedule, if there is one of that key. */
    long existing(Handle handle, long scheduleId) {
        return handle.attach(ScheduleDao.class)
                .one(scheduleId)
                .orElseThrow(() -> new ChannelException(
                        Kind.INVALID, "there is no schedule " + scheduleId + ": /api/schedules lists them"))
                .id();
    }

    /** Gives a channel a schedule of its own, or changes the one it has; what others share stays as it is. */
    void own(Handle handle, ChannelRow channel, ScheduleDefinition definition, long seed) {
        ScheduleDao dao = handle.attach(ScheduleDao.class);
        ScheduleDao.Row row = dao.one(channel.scheduleId()).orElseThrow();
        String written = DefinitionJson.write(definition);
        if (row.named() || users(dao, row.id()) > 1) {
            dao.assign(channel.id(), dao.insert("", written, seed));
        } else {
            dao.update(row.id(), "", written, seed);
            dropUnused(handle, DefinitionJson.read(row.definition()));
        }
    }

    /** Removes a schedule that nobody named and no channel airs, and what only that one drew from. */
    void release(Handle handle, long scheduleId) {
        ScheduleDao dao = handle.attach(ScheduleDao.class);
        dao.one(scheduleId)
                .filter(row -> !row.named() && users(dao, row.id()) == 0)
                .ifPresent(row -> {
                    dao.delete(row.id());
                    dropUnused(handle, DefinitionJson.read(row.definition()));
                });
    }

    /** Removes collections that a definition named, no schedule names or calls any more, and nobody made to stay. */
    void dropUnused(Handle handle, ScheduleDefinition gone) {
        Set<Long> used = handle.attach(ScheduleDao.class).all().stream()
                .flatMap(row ->
                        DefinitionJson.read(row.definition()).sources(new CalledCollections(collections)).stream())
                .collect(Collectors.toSet());
        gone.sources().stream()
                .filter(id -> !used.contains(id))
                .forEach(id -> collections.removeUnlessKept(handle, id));
    }

    private static long users(ScheduleDao dao, long scheduleId) {
        return dao.users().stream()
                .filter(user -> user.scheduleId() == scheduleId)
                .count();
    }
}
