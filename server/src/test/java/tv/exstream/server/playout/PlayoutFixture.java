package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.guide.GuideService;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.store.Database;

/** A server's programmes over a real database, with a clock and a library by hand. Not for use by several threads. */
final class PlayoutFixture implements AutoCloseable {
    static final ChannelNumber ONE = ChannelNumber.of(1);

    final FakeLibrary library;
    Instant now;
    Database database;
    CollectionService collections;
    ChannelService channels;
    PlayoutService playouts;
    GuideService guide;
    private final Path data;
    private final PlayoutSettings settings;

    PlayoutFixture(Path data, FakeLibrary library, Instant now, Duration horizon) {
        this.data = data;
        this.library = library;
        this.now = now;
        this.settings = new PlayoutSettings(horizon, Duration.ofDays(3), ZoneOffset.UTC);
        open();
    }

    void open() {
        database = Database.open(data);
        collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default"));
        playouts = new PlayoutService(database, channels, collections, library, () -> now, settings);
        guide = new GuideService(playouts, library);
        playouts.tick();
    }

    void restart() {
        close();
        open();
    }

    void advance(Duration time) {
        now = now.plus(time);
        playouts.tick();
    }

    long collection(String name, CollectionRule rule) {
        List<Long> made = new ArrayList<>();
        database.writes().useTransaction(handle -> made.add(collections.add(handle, name, rule)));
        collections.reload();
        return made.getFirst();
    }

    long manual(List<Long> media) {
        return collection("chosen", new CollectionRule.Manual(media));
    }

    /** Channel one. */
    void channel(ScheduleDefinition definition, long seed) {
        channels.create(ChannelRequest.builder().number(ONE).name("One").collection(new CollectionRule.Everything()).build());
        playouts.apply(ONE, edit(definition, OptionalLong.of(seed)));
    }

    static PlayoutEdit edit(ScheduleDefinition definition, OptionalLong seed) {
        return new PlayoutEdit(Optional.of(definition), seed, Optional.empty(), true);
    }

    void zone(String zone) {
        update(change -> change.zone(zone));
    }

    void order(PlaybackOrder order) {
        update(change -> change.order(order));
    }

    void mode(ChannelMode mode) {
        update(change -> change.mode(mode));
    }

    void visibility(Visibility visibility) {
        update(change -> change.visibility(visibility));
    }

    private void update(UnaryOperator<ChannelRequest.Builder> change) {
        channels.update(ONE, change.apply(ChannelRequest.builder()).build());
    }

    PlayoutTimeline timeline() {
        return playouts.timeline(ONE).orElseThrow();
    }

    PlayoutStatus status() {
        return playouts.status(ONE).orElseThrow();
    }

    /** What begins at {@code from} or later. */
    List<ScheduledItem> itemsFrom(Instant from) {
        return timeline().items().stream()
                .map(PlayoutItem::item)
                .filter(item -> !item.start().isBefore(from))
                .toList();
    }

    @Override
    public void close() {
        playouts.close();
        database.close();
    }
}
