package tv.exstream.server.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Programme;
import tv.exstream.engine.time.Timeline;
import tv.exstream.server.guide.Airing;
import tv.exstream.server.playout.PlayoutDiff;
import tv.exstream.server.playout.PlayoutEdit;
import tv.exstream.server.stream.AirTape.Heard;
import tv.exstream.server.stream.AirTape.Shot;
import tv.exstream.server.stream.KnownFilms.Sight;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a viewer sees over 24 hours, held against what the guide says: at every seam, and at each of the 170,000 pictures
 * between. The night is the one in which summer time ends, and the 33 bits of the timestamps wrap around in it; the schedule
 * has breaks, filler of all kinds and hours off air; some files are not there; the server is restarted, the library grows, and
 * the future is built anew in between.
 *
 * <p>Real: the files and their scan, the database, schedule, playout and the guide behind {@code /schedule}; the
 * engine's channel from the opening of files to the bytes of the transport stream, read as a viewer reads them. What is on
 * air is known from these bytes alone: from the timestamp and the content of each picture.
 *
 * <p>Simulated: the clock of all of it, which moves as fast as pictures come ({@link TimeLapse}); and the material, of two
 * pictures a second, which the channel copies: nothing is encoded but slates. HTTP and pacing are not in it.
 *
 * @see tv.exstream.engine.channel.TimeLapse
 */
@Timeout(300)
class DayOnAirTest {
    private static final Logger LOG = LoggerFactory.getLogger(DayOnAirTest.class);
    /** 20:10 in Berlin, on the eve of the day that has 25 hours. */
    private static final Instant BEGIN = Instant.parse("2026-10-24T18:10:00Z");

    private static final Instant END = BEGIN.plus(Duration.ofHours(24));
    /** Timestamps are 33 bits, which is 26 and a half hours. */
    private static final Instant EPOCH = BEGIN.minus(Duration.ofHours(20));

    private static final Instant RESTART =
            BEGIN.plus(Duration.ofHours(4).plusMinutes(20).plusSeconds(13));
    private static final Instant GROWTH = BEGIN.plus(Duration.ofHours(6));
    private static final Instant REBUILD = BEGIN.plus(Duration.ofHours(13).plusMinutes(2));
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Pictures leave the channel so long before they are shown. */
    private static final Duration AHEAD = Duration.ofSeconds(1);

    private static final Set<String> MISSING = Set.of("Beta S01E02", "spot 3");

    @TempDir
    Path folder;

    private final KnownFilms films = new KnownFilms();
    private final AirTape tape = new AirTape(new Timeline(EPOCH), BEGIN, films);
    /** What /schedule said was on air when it was. */
    private final List<Airing> said = new ArrayList<>();
    /** Of the library's items, also of those that have left it. */
    private final Map<Long, String> names = new HashMap<>();

    /** What the engine said was on since the pictures of the moment that is asked about could leave it. */
    private final TreeMap<Instant, Programme> lately = new TreeMap<>();

    private Instant ticked = BEGIN;

    private record What(
            Instant start, Instant stop, OptionalLong mediaId, Duration inPoint, Optional<String> fillerKind) {
        static What of(Airing airing) {
            return new What(airing.start(), airing.stop(), airing.mediaId(), airing.inPoint(), airing.fillerKind());
        }
    }

    private Path media() {
        return folder.resolve("media");
    }

    private void shoot(String place, String name, int seconds) throws Exception {
        DayStation.put(films.make(name, seconds), media().resolve(place).resolve(name + ".mp4"));
    }

    private void fillLibrary() throws Exception {
        for (int episode = 1; episode <= 4; episode++) {
            shoot("Alpha/Season 1", "Alpha S01E0" + episode, 1_290 + 61 * episode);
            shoot("Beta/Season 1", "Beta S01E0" + episode, 1_470 + 43 * episode);
        }
        shoot("Films", "Crimson (1990)", 4_517);
        shoot("Films", "Indigo (1994)", 4_982);
        for (int spot = 1; spot <= 6; spot++) {
            shoot("Spots", "spot " + spot, 19 + 9 * spot);
        }
    }

    @Test
    void theEngineIsOnTheGuidesItemAtEverySeamOfADay() throws Exception {
        fillLibrary();
        long began = System.nanoTime();
        DayStation station = new DayStation(folder.resolve("data"), media(), EPOCH, BEGIN);
        try {
            names.putAll(station.names());
            for (String gone : MISSING) {
                Files.delete(media().resolve(gone.startsWith("spot") ? "Spots" : "Beta/Season 1")
                        .resolve(gone + ".mp4"));
            }
            watch(station, RESTART);
            station.close();
            tape.cut();
            station = new DayStation(folder.resolve("data"), media(), EPOCH, RESTART);
            watch(station, GROWTH);
            shoot("Alpha/Season 1", "Alpha S01E05", 1_700);
            station.scan();
            names.putAll(station.names());
            station.playouts.tick();
            watch(station, REBUILD);
            PlayoutDiff diff = station.playouts.apply(
                    DayStation.ONE, new PlayoutEdit(Optional.empty(), OptionalLong.of(77), Optional.empty(), false));
            assertThat(diff.removed()).isNotEmpty();
            watch(station, END);
            tape.cut();
            long watched = System.nanoTime();
            List<Airing> airings = station.schedule(BEGIN, END);
            judge(airings);
            LOG.info(
                    "{} pictures and {} seams of a day in {} s",
                    tape.shots().size(),
                    airings.size() - 1,
                    (watched - began) / 1_000_000_000);
        } finally {
            station.close();
        }
    }

    /** Lets time pass until {@code end}, and asks at each seam what is on: the guide and the engine. */
    private void watch(DayStation station, Instant end) {
        while (station.now().isBefore(end)) {
            Duration left = Duration.between(station.now(), end);
            station.time.advance(left.compareTo(STEP) < 0 ? left : STEP);
            tape.read(station.feed());
            if (!station.now().isBefore(ticked.plus(MINUTE))) {
                station.playouts.tick();
                ticked = station.now();
            }
            Instant settled = station.now().minus(AHEAD);
            station.status().programme().ifPresent(told -> lately.put(station.now(), told));
            lately.headMap(settled).clear();
            if (said.isEmpty() || !settled.isBefore(said.getLast().stop())) {
                seam(station, settled);
            }
        }
        ChannelStatus.Counters counters = station.status().counters();
        assertThat(counters.violations()).isZero();
        assertThat(counters.reanchors()).isZero();
        assertThat(counters.underruns()).isZero();
    }

    private void seam(DayStation station, Instant at) {
        Airing airing = station.schedule(at, at.plusMillis(1)).getFirst();
        said.add(airing);
        // What lasts a second may be over for the engine by now.
        Optional<Programme> covering =
                lately.values().stream().filter(told -> told.covers(at)).findFirst();
        assertThat(covering)
                .as(airing + " is on, and lately there were " + lately)
                .isPresent();
        Programme onAir = covering.orElseThrow();
        if (airing.offAir()) {
            assertThat(onAir.source()).isEmpty();
        } else {
            assertThat(onAir.start()).as(airing.toString()).isEqualTo(airing.start());
            assertThat(onAir.finish()).as(airing.toString()).isEqualTo(airing.stop());
            assertThat(onAir.filler()).isEqualTo(airing.fillerKind().isPresent());
        }
    }

    private void judge(List<Airing> airings) {
        variety(airings);
        // Off air grows while it lasts, and what has left the library is told with fewer words; nothing else changes.
        assertThat(airings.stream().map(What::of).toList())
                .containsAll(said.stream()
                        .filter(airing -> !airing.offAir() && airing.stop().isBefore(END))
                        .map(What::of)
                        .toList());
        int next = 0;
        List<Shot> shots = tape.shots();
        for (Airing airing : airings) {
            assertThat(next).as("nothing is left for " + airing).isLessThan(shots.size());
            int first = next;
            while (next < shots.size() && shots.get(next).at().isBefore(airing.stop())) {
                shows(airing, shots.get(next));
                next++;
            }
            if (!first(airing, airings) && next < shots.size()) {
                seam(airing, shots.get(first));
            }
        }
        withoutHoles(shots);
        sounds(airings);
    }

    private static boolean first(Airing airing, List<Airing> airings) {
        return airing.equals(airings.getFirst());
    }

    /** Everything that could go wrong was there. */
    private void variety(List<Airing> airings) {
        assertThat(airings).hasSizeGreaterThan(100);
        assertThat(airings).anyMatch(airing -> airing.offAir());
        for (String kind : List.of("pre-roll", "mid-roll", "post-roll", "fallback")) {
            assertThat(airings).as(kind).anyMatch(airing -> airing.fillerKind().equals(Optional.of(kind)));
        }
        for (String gone : MISSING) {
            assertThat(airings).as(gone).anyMatch(airing -> film(airing).equals(Optional.of(gone)));
        }
        assertThat(airings).anyMatch(airing -> !airing.inPoint().isZero());
        assertThat(airings).anyMatch(airing -> film(airing).equals(Optional.of("Alpha S01E05")));
    }

    private Optional<String> film(Airing airing) {
        return airing.mediaId().isPresent()
                ? Optional.of(names.getOrDefault(airing.mediaId().getAsLong(), "an unknown item"))
                : Optional.empty();
    }

    /** A picture that leaves the channel is the one that the guide's item has then, or a slate where it has none. */
    private void shows(Airing airing, Shot shot) {
        Optional<String> film = film(airing).filter(name -> !MISSING.contains(name));
        if (film.isEmpty()) {
            assertThat(shot.sight()).as(shot + " during " + airing).isEmpty();
            return;
        }
        Sight sight = shot.sight().orElseThrow(() -> new AssertionError(shot + " during " + airing));
        assertThat(sight.film()).as(shot + " during " + airing).isEqualTo(film.get());
        Duration due = airing.inPoint().plus(Duration.between(airing.start(), shot.at()));
        assertThat(due.minus(sight.at()).abs()).as(shot + " during " + airing).isLessThanOrEqualTo(KnownFilms.PICTURE);
    }

    /** The first picture of an item is there when the item begins: to the tick, if it is not a slate. */
    private void seam(Airing airing, Shot shot) {
        Duration late = Duration.between(airing.start(), shot.at());
        boolean film = film(airing).filter(name -> !MISSING.contains(name)).isPresent();
        assertThat(late)
                .as(airing + " begins with " + shot)
                .isLessThan(film ? Duration.ofMillis(1) : KnownFilms.PICTURE.plusMillis(1));
    }

    private static void withoutHoles(List<Shot> shots) {
        for (int i = 1; i < shots.size(); i++) {
            Duration apart =
                    Duration.between(shots.get(i - 1).at(), shots.get(i).at());
            assertThat(apart).as("at " + shots.get(i).at()).isLessThan(KnownFilms.PICTURE.multipliedBy(2));
        }
    }

    /** Whoever is heard is on. */
    private void sounds(List<Airing> airings) {
        Duration frame = Duration.ofMillis(22);
        int next = 0;
        Duration known = Duration.ZERO;
        for (Heard heard : tape.heard()) {
            if (heard.film() == null) {
                continue;
            }
            while (!airings.get(next).stop().isAfter(heard.from().plus(frame))) {
                next++;
            }
            // The same spot may come twice in a row, which is one sound.
            while (film(airings.get(next)).equals(Optional.of(heard.film()))
                    && !heard.to().isBefore(airings.get(next).stop())) {
                next++;
            }
            Airing airing = airings.get(next);
            assertThat(film(airing)).as(heard + " during " + airing).hasValue(heard.film());
            assertThat(heard.to()).as(heard + " during " + airing).isBefore(airing.stop());
            known = known.plus(Duration.between(heard.from(), heard.to()));
        }
        assertThat(known).isGreaterThan(Duration.ofHours(12));
    }
}
