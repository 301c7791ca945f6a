package tv.exstream.engine.av;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.engine.Clips;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.TestClips;
import tv.exstream.engine.observe.NativeLedger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What reads with less against what libav reads, packet by packet. */
class EconomyTest {
    private static final String PICTURE = "-f lavfi -i testsrc2=size=128x72:rate=";
    private static final String SOUND = " -f lavfi -i sine=frequency=440:sample_rate=48000";
    private static final String CODECS = " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -ac 2";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private record Seen(long pts, long dts, int size, int hash) {}

    static Stream<Path> plain() {
        return Stream.of(
                Clips.copied(8),
                Clips.pictureOnly(3),
                Clips.shortSound(6, 2),
                TestClips.clip(
                        "mp4-faststart.mp4",
                        PICTURE + "30000/1001" + SOUND + " -t 7" + CODECS + " -bf 3 -g 60 -movflags +faststart"),
                TestClips.clip(
                        "mp4-negative-offsets.mp4",
                        PICTURE + "24" + SOUND + " -t 5" + CODECS + " -bf 2 -g 24 -movflags +negative_cts_offsets"),
                TestClips.clip("mp4-no-reordering.mov", PICTURE + "50" + SOUND + " -t 4" + CODECS + " -bf 0 -g 50"),
                TestClips.clip(
                        "mp4-variable-rate.mp4",
                        PICTURE + "25" + SOUND + " -t 6 -vf select='not(mod(n\\,3))+gt(t\\,3)' -fps_mode vfr" + CODECS
                                + " -bf 2 -g 20"),
                TestClips.clip(
                        "mp4-two-sounds.mp4",
                        PICTURE + "25" + SOUND + SOUND + " -t 4 -map 0 -map 1 -map 2" + CODECS + " -bf 2 -g 25"),
                TestClips.clip(
                        "mp4-all-keys.mp4", PICTURE + "25" + SOUND + " -t 3" + CODECS + " -g 1 -tune zerolatency"),
                TestClips.clip("economy.mkv", PICTURE + "25" + SOUND + " -t 6" + CODECS + " -bf 2 -g 25"),
                TestClips.clip("economy-film.mkv", PICTURE + "24000/1001" + SOUND + " -t 6" + CODECS + " -bf 3 -g 24"),
                TestClips.clip("economy-simple.mkv", PICTURE + "30" + SOUND + " -t 4" + CODECS + " -bf 0 -g 30"),
                TestClips.clip("economy.ts", PICTURE + "25" + SOUND + " -t 6" + CODECS + " -bf 2 -g 25"),
                TestClips.clip(
                        "economy-wrap.ts",
                        PICTURE + "25" + SOUND + " -t 6" + CODECS
                                + " -bf 2 -g 25 -output_ts_offset 95440 -mpegts_copyts 1"));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void readsWhatLibavReads(Path file) {
        try (Opened theirs = new Opened(file, false);
                Opened ours = new Opened(file, true)) {
            assertThat(ours.economised).as("reads %s itself", file).isTrue();
            for (long millis : new long[] {0, 0, 1_000, 1_001, 2_480, 900, 100_000}) {
                theirs.input.seek(Duration.ofMillis(millis));
                ours.input.seek(Duration.ofMillis(millis));
                var expected = theirs.rest();
                var read = ours.rest();
                assertThat(read.keySet()).isEqualTo(expected.keySet());
                read.forEach((stream, packets) -> assertThat(packets)
                        .as("stream %d from %d ms", stream, millis)
                        .containsExactlyElementsOf(expected.get(stream)));
            }
        }
    }

    static Stream<Path> unusual() {
        return Stream.of(
                TestClips.clip(
                        "mp4-fragmented.mp4",
                        PICTURE + "25" + SOUND + " -t 3" + CODECS + " -g 25 -movflags +frag_keyframe+empty_moov"),
                TestClips.clip("economy-not.flv", PICTURE + "25" + SOUND + " -t 3" + CODECS + " -g 25"));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void leavesOthersToLibav(Path file) {
        try (Opened opened = new Opened(file, true)) {
            assertThat(opened.economised).isFalse();
            assertThat(opened.rest().get(0)).hasSize(75);
        }
    }

    @Test
    void endsWithAnErrorWhereTheFileWasCut() throws IOException {
        Path cut = folder.resolve("cut.mp4");
        Files.copy(
                TestClips.clip(
                        "mp4-cut.mp4", PICTURE + "25" + SOUND + " -t 4" + CODECS + " -g 25 -movflags +faststart"),
                cut);
        try (Opened opened = new Opened(cut, true)) {
            assertThat(opened.economised).isTrue();
            try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
            opened.input.seek(Duration.ZERO);
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(opened::rest)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.MALFORMED))
                    .withMessageContaining("ends before its index");
        }
    }

    @Test
    void keepsNothingOfLibav() {
        Path file = Clips.copied(8);
        long before = inputs();
        try (Opened opened = new Opened(file, true)) {
            assertThat(opened.economised).isTrue();
            assertThat(inputs()).isEqualTo(before + 1);
            assertThat(opened.input.video().orElseThrow().parameters().extradata_size())
                    .isPositive();
        }
        assertThat(inputs()).isEqualTo(before);
    }

    private static long inputs() {
        return NativeLedger.live().getOrDefault("input", 0L);
    }

    private static final class Opened implements AutoCloseable {
        private final Interrupt interrupt = new Interrupt();
        private final Input input;
        private final boolean economised;

        Opened(Path file, boolean economise) {
            input = Input.open(new MediaSource.File(file), interrupt, LIMIT, LIMIT);
            List<ElementaryStream> wanted = new ArrayList<>();
            input.video().ifPresent(wanted::add);
            input.audio().ifPresent(wanted::add);
            input.select(wanted);
            if (economise) {
                input.economise(wanted);
            }
            economised = input.economised();
        }

        Map<Integer, List<Seen>> rest() {
            Map<Integer, List<Seen>> streams = new TreeMap<>();
            try (Packet packet = new Packet()) {
                while (input.read(packet) == Flow.OUTPUT) {
                    byte[] bytes = packet.data().toArray(ValueLayout.JAVA_BYTE);
                    streams.computeIfAbsent(packet.streamIndex(), i -> new ArrayList<>())
                            .add(new Seen(packet.pts(), packet.dts(), bytes.length, Arrays.hashCode(bytes)));
                }
            }
            return streams;
        }

        @Override
        public void close() {
            input.close();
            interrupt.close();
        }
    }
}
