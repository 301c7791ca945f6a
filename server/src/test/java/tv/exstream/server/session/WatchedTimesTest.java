package tv.exstream.server.session;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.store.Database;
import tv.exstream.server.stream.FixedCatalog;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WatchedTimesTest {
    private static final ChannelNumber FIVE = ChannelNumber.of(5);
    private static final ChannelNumber SIX = ChannelNumber.of(6);
    private static final ChannelNumber SEVEN = ChannelNumber.of(7);

    @TempDir
    Path dir;

    private final SessionsTest.ManualClock clock = new SessionsTest.ManualClock();
    private final FixedCatalog catalog = new FixedCatalog(
            FixedCatalog.channel("5", "Five"), FixedCatalog.channel("6", "Six"), FixedCatalog.channel("7", "Seven"));

    private static void insert(Database database, Channel channel) {
        database.writes().useHandle(handle -> {
            handle.execute("INSERT INTO schedule (id, definition, seed) VALUES (?, '{}', 1)", channel.id());
            handle.execute(
                    "INSERT INTO channel (id, number_major, number_minor, guide_id, name, group_title, profile,"
                            + " schedule_id, status) VALUES (?, ?, 0, ?, ?, 'g', 'default', ?, 'ACTIVE')",
                    channel.id(),
                    channel.number().major(),
                    channel.guideId(),
                    channel.name(),
                    channel.id());
        });
    }

    @Test
    void theMostWatchedAreKnownAfterARestart() {
        try (Database database = Database.open(dir)) {
            catalog.channels().forEach(channel -> insert(database, channel));
            try (WatchedTimes times = new WatchedTimes(database, catalog, clock)) {
                times.add(FIVE, Duration.ofMinutes(10));
                times.add(SEVEN, Duration.ofMinutes(30));
                times.add(SEVEN, Duration.ofMinutes(30));
                times.add(ChannelNumber.of(99), Duration.ofHours(9)); // there is no such channel
                assertThat(times.mostWatched(5, 7)).containsExactly(SEVEN, FIVE);
                times.add(FIVE, Duration.ofMinutes(51));
            }
        }
        try (Database database = Database.open(dir);
                WatchedTimes times = new WatchedTimes(database, catalog, clock)) {
            assertThat(times.mostWatched(5, 7)).containsExactly(FIVE, SEVEN);
            assertThat(times.mostWatched(1, 7)).containsExactly(FIVE);
            clock.advance(Duration.ofDays(3));
            times.add(SIX, Duration.ofSeconds(5));
            assertThat(times.mostWatched(5, 7)).containsExactly(FIVE, SEVEN, SIX);
            assertThat(times.mostWatched(5, 2)).containsExactly(SIX);
            catalog.set(FixedCatalog.channel("6", "Six"), FixedCatalog.channel("7", "Seven"));
            assertThat(times.mostWatched(1, 7)).containsExactly(SEVEN);
            clock.advance(Duration.ofDays(31));
            times.add(SEVEN, Duration.ofSeconds(5));
            assertThat(times.mostWatched(5, 60)).containsExactly(SEVEN);
        }
    }
}
