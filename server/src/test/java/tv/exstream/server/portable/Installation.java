package tv.exstream.server.portable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.CollectionEditor;
import tv.exstream.server.channels.ScheduleRequest;
import tv.exstream.server.channels.ScheduleService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.playout.PlayoutItem;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.store.Database;

/** A server's channels over a real database, with a library by hand and a clock that stands still. */
final class Installation implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T10:10:00Z");

    final Database database;
    final CollectionService collections;
    final ChannelService channels;
    final ScheduleService schedules;
    final PlayoutService playouts;
    final PortableExport export;
    final PortableImport into;
    private final CollectionEditor editor;

    Installation(Path data, FakeLibrary library) {
        database = Database.open(data);
        collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default", "hd"));
        schedules = new ScheduleService(database, collections, channels);
        playouts = new PlayoutService(
                database,
                channels,
                collections,
                library,
                () -> NOW,
                new PlayoutSettings(Duration.ofDays(3), Duration.ofDays(1), ZoneOffset.UTC));
        export = new PortableExport(channels, schedules, collections, library);
        into = new PortableImport(channels, schedules, collections, library, () -> Map.of(1L, Path.of("/media")), data);
        editor = new CollectionEditor(collections, channels);
    }

    long collection(String name, CollectionRule rule) {
        return editor.create(name, rule).id();
    }

    void remove(long collection) {
        editor.delete(collection);
    }

    long schedule(String name, ScheduleDefinition definition) {
        return schedules
                .create(new ScheduleRequest(Optional.of(name), Optional.of(definition), Optional.of("2a")))
                .id();
    }

    String yaml() {
        PortableExport.Exported all = export.everything();
        return PortableFormat.yaml(all.document(), all.notes());
    }

    ImportReport take(String yaml, PortableImport.Options options) throws IOException {
        return into.apply(PortableFormat.read(yaml, true), options);
    }

    /** What a channel airs. */
    List<ScheduledItem> airs(int number) {
        return playouts.timeline(ChannelNumber.of(number)).orElseThrow().items().stream()
                .map(PlayoutItem::item)
                .toList();
    }

    @Override
    public void close() {
        playouts.close();
        database.close();
    }
}
