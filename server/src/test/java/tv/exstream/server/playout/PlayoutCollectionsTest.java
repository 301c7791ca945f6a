package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.Content;

import static org.assertj.core.api.Assertions.assertThat;

/** Playouts of collections that change by themselves, and of lists in their own order. */
@Timeout(60)
class PlayoutCollectionsTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private PlayoutFixture server;

    @BeforeEach
    void open() {
        for (int i = 1; i <= 5; i++) {
            library.clip("clips/" + i + ".mp4", Duration.ofMinutes(30));
        }
        server = new PlayoutFixture(data, library, START, Duration.ofDays(2));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void air(CollectionRule rule, PlaybackOrder order) {
        long collection = server.collection("some", rule);
        server.channel(new ScheduleDefinition.Continuous(collection, order), 1);
        // What was on air before that is over then.
        server.advance(Duration.ofMinutes(30));
    }

    private List<Long> next(int items) {
        return server.itemsFrom(server.now).stream()
                .limit(items)
                .map(item -> item.content() instanceof Content.Media media ? media.mediaId() : 0L)
                .toList();
    }

    @Test
    void whatIsNotNewAnyMoreLeavesTheFutureAtThatMoment() {
        // Two are new: the one for a day more, the other for two hours more.
        library.added(2, START.minus(Duration.ofDays(6)));
        library.added(4, START.minus(Duration.ofDays(7)).plus(Duration.ofHours(2)));
        air(new CollectionRule.AddedWithin(7), PlaybackOrder.CHRONOLOGICAL);
        assertThat(next(3)).containsExactly(2L, 4L, 2L);
        server.advance(Duration.ofMinutes(90));
        assertThat(next(2)).containsExactly(4L, 2L);

        server.advance(Duration.ofMinutes(1));
        assertThat(next(3)).containsExactly(2L, 2L, 2L);
        server.advance(Duration.ofDays(1));
        assertThat(server.playouts.warnings(PlayoutFixture.ONE))
                .anyMatch(text -> text.contains("holds nothing that can be played"));

        library.added(5, server.now);
        server.playouts.tick();
        server.advance(Duration.ofMinutes(2));
        assertThat(next(2)).containsExactly(5L, 5L);
    }

    @Test
    void aRestartDoesNotBringBackWhatIsNotNewAnyMore() {
        library.added(1, START.minus(Duration.ofDays(1)));
        library.added(3, START);
        air(new CollectionRule.AddedWithin(2), PlaybackOrder.CHRONOLOGICAL);
        assertThat(next(2)).containsExactly(1L, 3L);
        server.now = START.plus(Duration.ofHours(25));
        server.restart();
        assertThat(next(2)).containsExactly(3L, 3L);
    }

    @Test
    void aListByHandHasAnOrderOfItsOwn() {
        air(new CollectionRule.Manual(List.of(4L, 1L, 99L, 5L, 4L, 2L)), PlaybackOrder.CUSTOM);
        assertThat(next(5)).containsExactly(4L, 1L, 5L, 2L, 4L);
    }
}
