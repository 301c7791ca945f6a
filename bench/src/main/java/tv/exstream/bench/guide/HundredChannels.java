package tv.exstream.bench.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.guide.GuideService;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.ScanOptions;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.store.Database;

/**
 * A hundred channels with two weeks of programmes each, from a library of ten thousand films of which everything is known:
 * the server's own services over a database in a temporary folder, without files, a scan or the network.
 */
final class HundredChannels implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-27T18:00:00Z");
    static final Duration HORIZON = Duration.ofDays(14);
    private static final int CHANNELS = 100;
    private static final int FILMS = 10_000;

    final ChannelService channels;
    final GuideService guide;
    private final Path folder;
    private final Engine engine;
    private final Database database;
    private final LibraryService library;
    private final PlayoutService playouts;

    HundredChannels() throws IOException {
        folder = Files.createTempDirectory("exstream-guide-bench");
        engine = LiveEngine.start(EngineOptions.defaults(folder.resolve("cache"), NOW));
        database = Database.open(folder);
        database.writes().useTransaction(HundredChannels::addFilms);
        library = new LibraryService(database, engine, () -> NOW, ScanOptions.DEFAULT);
        CollectionService collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default"));
        for (int number = 1; number <= CHANNELS; number++) {
            channels.create(ChannelRequest.builder().number(ChannelNumber.of(number)).name("Channel " + number).collection(new CollectionRule.Everything()).build());
        }
        playouts = new PlayoutService(
                database, channels, collections, library, () -> NOW, PlayoutSettings.withHorizon(HORIZON));
        playouts.tick();
        guide = new GuideService(playouts, library);
    }

    private static void addFilms(Handle handle) {
        handle.execute("INSERT INTO media_folder (id, path, state, added_at) VALUES (1, '/media', 'ONLINE', 0)");
        try (PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO media_file (folder_id, path, size, mtime, sidecar, state, kind, extra, title, show, year,"
                        + " genres, description, duration, has_video, has_audio, tag_title, added_at, facts, details)"
                        + " VALUES (1, :path, 1, 1, 1, 'AVAILABLE', 'MOVIE', 0, :title, '', :year, :genres, :plot,"
                        + " :duration, 1, 1, '', 0, :facts, :details)")) {
            for (int i = 0; i < FILMS; i++) {
                batch.bind("path", "films/" + i + ".mkv")
                        .bind("title", "The Film of Number " + i)
                        .bind("year", 1930 + i % 90)
                        .bind("genres", "Drama\nCrime")
                        .bind("plot", ("What happens in number " + i + " is hard to tell in a few words. ").repeat(6))
                        .bind("duration", Duration.ofMinutes(20 + i % 20).toMillis())
                        .bind("facts", "picture 1920x1080 16:9\nsound 2\nlanguage en\nsubtitle de\n")
                        .bind("details", details(i))
                        .add();
            }
            batch.execute();
        }
    }

    private static String details(int film) {
        StringBuilder lines = new StringBuilder(500);
        lines.append(String.format(Locale.ROOT, "premiered %d-05-%02d\n", 1930 + film % 90, 1 + film % 28))
                .append("rating MPAA\tPG-13\nstars 7.8/10\n")
                .append("director The Director of ")
                .append(film)
                .append("\nwriter The First Writer\nwriter The Second Writer\n");
        for (int actor = 0; actor < 10; actor++) {
            lines.append("actor Actor ")
                    .append(film * 7 + actor)
                    .append("\tRole ")
                    .append(actor)
                    .append('\n');
        }
        return lines.append("studio A Studio\ncountry A Country\nposter films/")
                .append(film)
                .append("-poster.jpg\n")
                .toString();
    }

    @Override
    public void close() throws IOException {
        playouts.close();
        library.close();
        database.close();
        engine.close();
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
