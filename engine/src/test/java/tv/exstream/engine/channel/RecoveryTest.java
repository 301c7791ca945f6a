package tv.exstream.engine.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.LinkResolver;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.PesUnit;
import tv.exstream.engine.RecoveryPolicy;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsInspector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sources that break while two viewers watch each, one of them by HLS, and come back: slates in between, nobody cut off, back at the position
 * the clock says. All at the same time, so that the whole takes no longer than one.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RecoveryTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    private static final int CLIP_SECONDS = 60;
    /** What is buffered is played first, and then frames may be missing for half a second. */
    private static final Duration BROKEN = Duration.ofSeconds(4);
    /** Two seconds are promised, of which the times written tell; the rest is for machines that do other things as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Path TIMES = Path.of("target", "recovery-times.txt");

    @TempDir
    Path folder;

    /** On air already, so that channels start midway, as they do; the same for all, so that they can be compared. */
    private final Instant start = ScriptedPlayout.soon(0).minusSeconds(3);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Patient> patients = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }

    private Engine engine() {
        return closing(LiveEngine.start(EngineOptions.defaults(folder.resolve("cache"), EPOCH)));
    }

    private ChannelHandle channel(Engine engine, String name, MediaSource source) {
        ScriptedPlayout playout = ScriptedPlayout.from(start).source(CLIP_SECONDS, name, source);
        return engine.register(new ChannelSpec(
                ChannelNumber.of(engine.channels().size() + 1), name, SMALL, playout, Duration.ofSeconds(5)));
    }

    private void patient(
            Engine engine,
            String name,
            FaultClass expected,
            MediaSource source,
            Patient.Deed breaks,
            Patient.Deed heals) {
        patients.add(closing(new Patient(name, expected, channel(engine, name, source), breaks, heals)));
    }

    private void served(Engine engine, String name, FaultClass expected, FaultServer server, FaultServer.Fault fault) {
        patient(
                engine,
                name,
                expected,
                new MediaSource.Url(server.address()),
                () -> server.breaks(fault),
                server::heals);
    }

    private FaultServer live() throws IOException {
        return closing(
                new FaultServer(Files.readAllBytes(Clips.transportStream(CLIP_SECONDS)), CLIP_SECONDS, true, false));
    }

    private FaultServer file() throws IOException {
        return closing(new FaultServer(Files.readAllBytes(Clips.copied(CLIP_SECONDS)), CLIP_SECONDS, false, true));
    }

    /** Lets everybody play, break, and come back, and looks all the time. */
    private void run() throws Exception {
        watchUntil(Duration.ofSeconds(2), () -> patients.stream().allMatch(Patient::onProgramme));
        assertThat(names(p -> !p.onProgramme()))
                .as("not on air before anything broke")
                .isEmpty();
        for (Patient patient : patients) {
            patient.breakNow();
        }
        watchUntil(BROKEN, () -> patients.stream().allMatch(Patient::slateSinceBroken));
        assertThat(names(p -> !p.slateSinceBroken()))
                .as("never on slate while broken")
                .isEmpty();
        for (Patient patient : patients) {
            patient.healNow();
        }
        watchUntil(Duration.ofMillis(200), () -> patients.stream().allMatch(Patient::onProgramme));
        watchUntil(Duration.ofSeconds(2), () -> true);
        report();
        assertThat(names(Patient::onSlate)).as("not back").isEmpty();
    }

    private List<String> names(Predicate<Patient> which) {
        return patients.stream().filter(which).map(p -> p.name).toList();
    }

    /** Looks at all of them for {@code least}, and further until {@code done}. */
    private void watchUntil(Duration least, BooleanSupplier done) throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < least.toNanos()
                || (!done.getAsBoolean() && System.nanoTime() - began < PATIENCE.toNanos())) {
            patients.forEach(Patient::look);
            Thread.sleep(5);
        }
    }

    private void report() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Patient p : patients) {
            ChannelStatus status = p.channel.status();
            text.append(String.format(
                    "%-20s slate %5d ms after the fault, programme %5d ms after the return, late by at most %4d ms, %s,"
                            + " reopens %d, '%s'%n",
                    p.name,
                    p.toSlate().toMillis(),
                    p.toProgramme().toMillis(),
                    status.counters().lateMaxMillis(),
                    status.counters().faults(),
                    status.counters().reopens(),
                    status.fault().orElse("")));
        }
        Files.writeString(TIMES, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void verify() {
        for (Patient p : patients) {
            ChannelStatus status = p.channel.status();
            assertThat(status.counters().faults()).as(p.name).containsKey(p.expected);
            assertThat(status.counters().slateMillis()).as(p.name).isPositive();
            assertThat(status.fault())
                    .as(p.name)
                    .hasValueSatisfying(
                            f -> assertThat(f).doesNotContain("hidden").doesNotContain("token="));
            p.verify();
        }
    }

    @Test
    void streamsOfTheNetwork() throws Exception {
        Engine engine = engine();
        served(engine, "live silent", FaultClass.TIMEOUT, live(), FaultServer.Fault.SILENCE);
        served(engine, "live slow", FaultClass.SLOW, live(), FaultServer.Fault.SLOW);
        served(engine, "live reset", FaultClass.NETWORK, live(), FaultServer.Fault.RESET);
        served(engine, "live refused", FaultClass.NETWORK, live(), FaultServer.Fault.REFUSED);
        served(engine, "live no answer", FaultClass.TIMEOUT, live(), FaultServer.Fault.NO_ANSWER);
        served(engine, "live unreachable", FaultClass.TIMEOUT, live(), FaultServer.Fault.UNREACHABLE);
        served(engine, "live redirects", FaultClass.NETWORK, live(), FaultServer.Fault.REDIRECTS);
        for (Map.Entry<Integer, FaultClass> answer : Map.of(
                        403, FaultClass.REFUSED,
                        404, FaultClass.NOT_FOUND,
                        410, FaultClass.NOT_FOUND,
                        500, FaultClass.SERVER_ERROR,
                        503, FaultClass.SERVER_ERROR)
                .entrySet()) {
            FaultServer server = live();
            patient(
                    engine,
                    "live " + answer.getKey(),
                    answer.getValue(),
                    new MediaSource.Url(server.address()),
                    () -> server.answer(answer.getKey()),
                    server::heals);
        }
        run();
        verify();
    }

    @Test
    void filesOfServers() throws Exception {
        Engine engine = engine();
        served(engine, "file silent", FaultClass.TIMEOUT, file(), FaultServer.Fault.SILENCE);
        served(engine, "file slow", FaultClass.SLOW, file(), FaultServer.Fault.SLOW);
        served(engine, "file reset", FaultClass.NETWORK, file(), FaultServer.Fault.RESET);
        served(engine, "file unreachable", FaultClass.TIMEOUT, file(), FaultServer.Fault.UNREACHABLE);
        FaultServer expiring = file();
        expiring.token("first");
        patient(
                engine,
                "expired address",
                FaultClass.REFUSED,
                new MediaSource.Resolved("expired address", resolver(expiring)),
                () -> {
                    known = expiring.address();
                    expiring.token("second");
                    expiring.breaks(FaultServer.Fault.RESET);
                    expiring.heals();
                },
                () -> known = null);
        FaultServer rangeless = closing(
                new FaultServer(Files.readAllBytes(Clips.transportStream(CLIP_SECONDS)), CLIP_SECONDS, false, false));
        served(engine, "file without ranges", FaultClass.NETWORK, rangeless, FaultServer.Fault.RESET);
        Patient reference = closing(new Patient(
                "reference",
                FaultClass.INTERNAL,
                channel(engine, "reference", new MediaSource.File(Clips.copied(CLIP_SECONDS))),
                () -> {},
                () -> {}));
        run();
        Map<Long, Integer> sizes = sizes(reference.verify());
        for (Patient p : patients) {
            ChannelStatus status = p.channel.status();
            assertThat(status.counters().faults()).as(p.name).containsKey(p.expected);
            TsInspector ts = p.verify();
            if (!p.name.equals("file without ranges")) { // another clip
                isWhereTheClockSays(p, ts, sizes);
            }
        }
    }

    private volatile @Nullable URI known;

    /** Gives an address that has expired until it is forgotten. */
    private LinkResolver resolver(FaultServer server) {
        return () -> {
            URI old = known;
            return old == null ? server.address() : old;
        };
    }

    private static Map<Long, Integer> sizes(TsInspector ts) {
        return ts.video().stream().collect(Collectors.toMap(PesUnit::pts, PesUnit::dataBytes, (a, b) -> a));
    }

    /** In the last second the pictures are those a channel shows that never broke. */
    private static void isWhereTheClockSays(Patient p, TsInspector ts, Map<Long, Integer> reference) {
        long end = reference.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        List<PesUnit> last = ts.video().stream()
                .filter(u -> u.pts() > end - 120_000 && u.pts() < end - 30_000)
                .toList();
        assertThat(last).as(p.name).hasSizeGreaterThan(15);
        long same = last.stream()
                .filter(u -> reference.getOrDefault(u.pts(), -1) == u.dataBytes())
                .count();
        assertThat(same)
                .as(
                        "%s: pictures as they should be of %s in %s, on air %s",
                        p.name,
                        last.stream().map(u -> u.pts() + ":" + u.dataBytes()).toList(),
                        last.stream()
                                .map(u -> reference.getOrDefault(u.pts(), -1))
                                .toList(),
                        p.changes())
                .isGreaterThan(last.size() - 3);
    }

    @Test
    void filesOfTheDisk() throws Exception {
        byte[] mp4 = Files.readAllBytes(Clips.copied(CLIP_SECONDS));
        byte[] ts = Files.readAllBytes(Clips.transportStream(CLIP_SECONDS));
        Engine engine = engine();
        cut(engine, "truncated mp4", mp4);
        cut(engine, "truncated ts", ts);
        Path torn = Files.write(folder.resolve("overwritten.ts"), ts);
        patient(
                engine,
                "overwritten",
                FaultClass.ENDED,
                new MediaSource.File(torn),
                () -> {
                    Files.writeString(torn, "No film any more.");
                },
                () -> {
                    Path fresh = Files.write(folder.resolve("fresh.ts"), ts);
                    Files.move(fresh, torn, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                });
        patients.getLast().damaged = true;
        run();
        verify();
    }

    /** The file loses its end in place, and is deleted then; both are undone by a new file. */
    private void cut(Engine engine, String name, byte[] whole) throws IOException {
        Path file = Files.write(folder.resolve(name + ".media"), whole);
        patient(
                engine,
                name,
                FaultClass.ENDED,
                new MediaSource.File(file),
                () -> {
                    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(whole.length / 20);
                    }
                    Thread.sleep(50);
                },
                () -> {
                    Path fresh = Files.write(folder.resolve(name + ".fresh"), whole);
                    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                });
    }

    @Test
    void mediaWithDamageIsPlayedAndCounted() throws Exception {
        byte[] ts = Files.readAllBytes(Clips.transportStream(CLIP_SECONDS));
        byte[] mp4 = Files.readAllBytes(Clips.copied(CLIP_SECONDS));
        Engine engine = engine();
        Random chance = new Random(42);
        MediaSource damagedTs = damaged("damaged.ts", ts, 20_000, chance);
        MediaSource damagedMp4 = damaged("damaged.mp4", mp4, 20_000, chance);
        patient(engine, "damaged ts, copied", FaultClass.CORRUPT, damagedTs, () -> {}, () -> {});
        patient(engine, "damaged mp4, copied", FaultClass.CORRUPT, damagedMp4, () -> {}, () -> {});
        for (MediaSource source : List.of(damagedTs, damagedMp4)) {
            String name = source.equals(damagedTs) ? "damaged ts, encoded" : "damaged mp4, encoded";
            ScriptedPlayout playout = ScriptedPlayout.from(start).source(CLIP_SECONDS, name, source);
            ChannelHandle channel = engine.register(new ChannelSpec(
                    ChannelNumber.of(engine.channels().size() + 1),
                    name,
                    SMALL.transcodingAll(),
                    playout,
                    Duration.ofSeconds(5)));
            patients.add(closing(new Patient(name, FaultClass.CORRUPT, channel, () -> {}, () -> {})));
        }
        patients.forEach(p -> p.damaged = true);
        // What is copied is not looked into, and an mp4 has no checks of its own.
        Predicate<Patient> notices = p -> !p.name.equals("damaged mp4, copied");
        watchUntil(
                Duration.ofSeconds(6),
                () -> patients.stream()
                        .filter(notices)
                        .allMatch(p -> p.channel.status().counters().faults().containsKey(FaultClass.CORRUPT)));
        report();
        for (Patient p : patients) {
            ChannelStatus status = p.channel.status();
            if (notices.test(p)) {
                assertThat(status.counters().faults()).as(p.name).containsKey(FaultClass.CORRUPT);
            }
            assertThat(status.state()).as(p.name).isEqualTo(ChannelStatus.State.ON_AIR);
            assertThat(status.counters().slateMillis()).as(p.name).isLessThan(5_000);
            p.verify();
        }
    }

    /** One byte in so many is another, except in the head of the file. */
    private MediaSource damaged(String name, byte[] whole, int oneIn, Random chance) throws IOException {
        byte[] bytes = whole.clone();
        // an mp4's index is in front, and would not be read at all
        int from = name.endsWith(".mp4") ? bytes.length / 12 : 100_000;
        for (int i = from; i < bytes.length; i++) {
            if (chance.nextInt(oneIn / 10) == 0) {
                bytes[i] ^= (byte) (1 + chance.nextInt(255));
            }
        }
        return new MediaSource.File(Files.write(folder.resolve(name), bytes));
    }

    @Test
    void tuningInNeverWaitsForASlowSource() throws Exception {
        Engine engine = engine();
        FaultServer server = live();
        server.breaks(FaultServer.Fault.NO_ANSWER);
        ChannelHandle channel = channel(engine, "mute", new MediaSource.Url(server.address()));
        try (TestViewer warmUp = TestViewer.of(channel(engine, "warm up", new MediaSource.File(Clips.copied(3))))) {
            while (warmUp.soFar().length == 0) {
                Thread.sleep(10); // classes are loaded, slates drawn
            }
        }
        long began = System.nanoTime();
        try (TestViewer viewer = TestViewer.of(channel)) {
            while (viewer.soFar().length == 0) {
                Thread.sleep(1);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Files.writeString(
                    TIMES,
                    "first byte while the source is mute: " + took.toMillis() + " ms\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            assertThat(took).isLessThan(Duration.ofSeconds(3));
            assertThat(channel.status().slate()).isTrue();
            assertThat(viewer.startedWithKeyframe()).isTrue();
        }
    }

    @Test
    void aFileThatDoesNotComeIsSkippedAndToldOfOnce() throws Exception {
        EngineOptions usual = EngineOptions.defaults(folder.resolve("cache"), EPOCH);
        EngineOptions hasty = new EngineOptions(
                usual.epoch(),
                usual.cacheDir(),
                usual.lead(),
                usual.stallTimeout(),
                usual.openDeadline(),
                usual.viewerQueue(),
                new RecoveryPolicy(
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        0.2,
                        5,
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1)));
        Engine engine = closing(LiveEngine.start(hasty));
        Path missing = folder.resolve("missing.mp4");
        ChannelHandle channel = channel(engine, "missing", new MediaSource.File(missing));
        try (TestViewer viewer = TestViewer.of(channel)) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (channel.status().counters().skippedItems() == 0 && System.nanoTime() < until) {
                Thread.sleep(5);
            }
            Files.copy(Clips.copied(3), missing);
            Thread.sleep(500);
            ChannelStatus status = channel.status();
            assertThat(status.counters().skippedItems()).isEqualTo(1);
            assertThat(status.counters().faults()).isEqualTo(Map.of(FaultClass.NOT_FOUND, 1L));
            assertThat(status.fault()).hasValueSatisfying(f -> assertThat(f).contains("skipped until"));
            assertThat(status.slate()).isTrue();
            assertThat(viewer.ended()).isFalse();
        }
    }

    @Test
    void pausesGrowUpToTheirLimit() {
        RecoveryPolicy policy = RecoveryPolicy.DEFAULT;
        assertThat(policy.backoff(1, 0.5)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.backoff(2, 0.5)).isEqualTo(Duration.ofMillis(200));
        assertThat(policy.backoff(4, 0)).isEqualTo(Duration.ofMillis(640));
        assertThat(policy.backoff(4, 1)).isEqualTo(Duration.ofMillis(960));
        assertThat(policy.backoff(1_000, 0.5)).isEqualTo(Duration.ofMillis(800));
    }
}
