package tv.exstream.engine.slate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.natives.FfmpegProgram;

import static org.assertj.core.api.Assertions.assertThat;

/** A slate as a viewer gets it: rendered by the engine, decoded by the ffmpeg program. */
final class Watched {
    static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    private static final int PICTURE = WIDTH * HEIGHT * 3;

    private final Path folder;
    private final Path stream;
    final TsFigures figures;

    private Watched(Path folder, Path stream) throws IOException {
        this.folder = folder;
        this.stream = stream;
        figures = TsFigures.of(TsInspector.of(Files.readAllBytes(stream)));
    }

    static Watched of(Path folder, SlateStyle style, int seconds) throws IOException {
        Path stream = folder.resolve("slate.ts");
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder.resolve("cache"), Instant.EPOCH));
                FileChannel out = FileChannel.open(
                        stream,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            engine.transcode(TranscodeJob.ofSlate(style, SMALL, Duration.ofSeconds(seconds), out, p -> {}));
        }
        return new Watched(folder, stream);
    }

    static SlateStyle style(SlateStyle.Visual visual, SlateStyle.Audio audio, String title, double volume) {
        return new SlateStyle(visual, audio, title, "", Optional.empty(), Optional.empty(), volume);
    }

    /** Nothing a receiver could stumble over, and nothing the decoder complains of. */
    void isClean() {
        assertThat(List.of(
                        figures.sync(),
                        figures.continuity(),
                        figures.pcrJumps(),
                        figures.dtsBackward(),
                        figures.dtsRepeat(),
                        figures.ptsRepeat(),
                        figures.ptsBeforeDts(),
                        figures.falseKeys()))
                .as("%s", figures)
                .allMatch(n -> n == 0);
        assertThat(figures.videoGapMillis()).isLessThan(41);
        assertThat(figures.audioGapMillis()).isLessThan(1);
        assertThat(figures.audioOverlapMillis()).isLessThan(1);
    }

    /** RGB pictures, one a second. */
    List<byte[]> pictures() throws IOException {
        byte[] all = ffmpeg("-vf", "fps=1", "-pix_fmt", "rgb24", "-f", "rawvideo");
        List<byte[]> pictures = new ArrayList<>();
        for (int at = 0; at + PICTURE <= all.length; at += PICTURE) {
            pictures.add(java.util.Arrays.copyOfRange(all, at, at + PICTURE));
        }
        return pictures;
    }

    /** Samples of the left channel at 48 kHz, -1 to 1, without the decoder's first frames. */
    double[] sound() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(ffmpeg("-vn", "-af", "pan=mono|c0=c0", "-ar", "48000", "-f", "f32le"))
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] samples = new double[bytes.remaining() / 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.getFloat();
        }
        return java.util.Arrays.copyOfRange(samples, 4_096, samples.length - 4_096);
    }

    private byte[] ffmpeg(String... options) throws IOException {
        Optional<Path> program = FfmpegProgram.locate("ffmpeg");
        Assumptions.assumeTrue(program.isPresent(), "no ffmpeg program to decode with: see the README");
        Path raw = folder.resolve("raw");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(
                List.of(program.get().toString(), "-nostdin", "-v", "error", "-y", "-i", stream.toString()));
        command.addAll(List.of(options));
        command.add(raw.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).isEmpty();
        return Files.readAllBytes(raw);
    }

    static int[] rgb(byte[] picture, double across, double down) {
        int row = (int) Math.floor(down * HEIGHT);
        int at = 3 * (row * WIDTH + (int) Math.floor(across * WIDTH));
        return new int[] {picture[at] & 0xff, picture[at + 1] & 0xff, picture[at + 2] & 0xff};
    }

    /** How many pixels of the middle part of a picture are bright. */
    static long bright(byte[] picture) {
        long count = 0;
        for (int i = 0; i < picture.length; i += 3) {
            count += (picture[i] & 0xff) > 128 ? 1 : 0;
        }
        return count;
    }

    /** Shannon entropy of the brightness, bits. */
    static double entropy(byte[] picture) {
        long[] counts = new long[256];
        for (int i = 0; i < picture.length; i += 3) {
            counts[picture[i] & 0xff]++;
        }
        double bits = 0;
        for (long n : counts) {
            double share = 3.0 * n / picture.length;
            bits -= n == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    static double rms(double[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    /** Goertzel: amplitude of one frequency at 48 kHz. */
    static double amplitude(double[] samples, double hertz) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < samples.length; i++) {
            re += samples[i] * Math.cos(2 * Math.PI * hertz * i / 48_000);
            im += samples[i] * Math.sin(2 * Math.PI * hertz * i / 48_000);
        }
        return 2 * Math.hypot(re, im) / samples.length;
    }
}
