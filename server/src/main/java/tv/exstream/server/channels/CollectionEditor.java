package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jdbi.v3.core.Handle;

import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * Changes collections by hand, so that nothing that draws from them is left without. Safe from any thread; a change is
 * one transaction, and channels that draw from what was changed follow.
 */
public final class CollectionEditor {
    private static final int LONGEST_NAME = 200;

    private final CollectionService collections;
    private final ChannelService channels;
    private final CalledCollections called;

    public CollectionEditor(CollectionService collections, ChannelService channels) {
        this.collections = collections;
        this.channels = channels;
        this.called = new CalledCollections(collections);
    }

    /** @throws ChannelException when there is none */
    public MediaCollection collection(long id) {
        return collections
                .collection(id)
                .orElseThrow(() -> new ChannelException(
                        Kind.NOT_FOUND, "there is no collection " + id + ": /api/collections lists them"));
    }

    /** @throws ChannelException when the name makes no sense or is taken */
    public MediaCollection create(String name, CollectionRule rule) {
        List<Long> created = new ArrayList<>();
        channels.change(handle -> {
            requireName(name, -1);
            created.add(collections.addKept(handle, name.strip(), rule));
        });
        return collection(created.getFirst());
    }

    /**
     * @throws ChannelException when there is no such collection, the name makes no sense or is taken, or a schedule
     *                          calls it by the name that it had
     */
    public MediaCollection update(long id, String name, CollectionRule rule) {
        MediaCollection before = collection(id);
        channels.change(handle -> {
            if (!before.name().equals(name)) {
                requireName(name, id);
                requireUncalled(handle, before, name);
            }
            collections.update(handle, id, name.strip(), rule);
        });
        return collection(id);
    }

    /** @throws ChannelException when there is no such collection, or a schedule draws from it */
    public void delete(long id) {
        MediaCollection gone = collection(id);
        channels.change(handle -> {
            List<String> users =
                    users(handle, definition -> definition.sources(called).contains(id));
            if (!users.isEmpty()) {
                throw new ChannelException(
                        Kind.IN_USE,
                        "collection " + id + " ('" + gone.name() + "') is what "
                                + String.join(", ", users)
                                + " draws from: change that first (PUT /api/schedules/{id})");
            }
            collections.remove(handle, id);
        });
    }

    /** What is called by its name is lost under another one. */
    private void requireUncalled(Handle handle, MediaCollection before, String name) {
        if (before.name().equalsIgnoreCase(name.strip())) {
            return;
        }
        List<String> callers = users(
                handle,
                definition -> !definition.sources().contains(before.id())
                        && definition.sources(called).contains(before.id()));
        if (!callers.isEmpty()) {
            throw new ChannelException(
                    Kind.IN_USE,
                    "collection " + before.id() + " is what " + String.join(", ", callers) + " calls '" + before.name()
                            + "': change the name there first (PUT /api/schedules/{id})");
        }
    }

    private static List<String> users(Handle handle, Predicate<ScheduleDefinition> uses) {
        return handle.attach(ScheduleDao.class).living().stream()
                .filter(row -> uses.test(DefinitionJson.read(row.definition())))
                .map(row -> "schedule " + row.id() + (row.named() ? " ('" + row.name() + "')" : ""))
                .toList();
    }

    private void requireName(String name, long exceptId) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new ChannelException(
                    Kind.INVALID,
                    "the name of a collection has 1 to " + LONGEST_NAME + " characters, not " + name.length());
        }
        collections.collections().stream()
                .filter(other -> other.id() != exceptId && other.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .ifPresent(other -> {
                    throw new ChannelException(
                            Kind.NAME_TAKEN,
                            "collection " + other.id() + " is called '" + name + "': choose another name");
                });
    }
}
