package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;

/**
 * Changes collections by hand, so that nothing that draws from them is left without. Safe from any thread; a change is
 * one transaction, and channels that draw from what was changed follow.
 */
public final class CollectionEditor {
    private static final int LONGEST_NAME = 200;

    private final CollectionService collections;
    private final ChannelService channels;

    public CollectionEditor(CollectionService collections, ChannelService channels) {
        this.collections = collections;
        this.channels = channels;
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

    /** @throws ChannelException when there is no such collection, or the name makes no sense or is taken */
    public MediaCollection update(long id, String name, CollectionRule rule) {
        MediaCollection before = collection(id);
        channels.change(handle -> {
            if (!before.name().equals(name)) {
                requireName(name, id);
            }
            collections.update(handle, id, name.strip(), rule);
        });
        return collection(id);
    }

    /** @throws ChannelException when there is no such collection, or a schedule draws from it */
    public void delete(long id) {
        MediaCollection gone = collection(id);
        channels.change(handle -> {
            List<String> users = users(handle, id);
            if (!users.isEmpty()) {
                throw new ChannelException(
                        Kind.IN_USE,
                        "collection " + id + " ('" + gone.name() + "') is what "
                                + users.stream().collect(Collectors.joining(", "))
                                + " draws from: change that first (PUT /api/schedules/{id})");
            }
            collections.remove(handle, id);
        });
    }

    private static List<String> users(Handle handle, long id) {
        return handle.attach(ScheduleDao.class).living().stream()
                .filter(row -> DefinitionJson.read(row.definition()).sources().contains(id))
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
