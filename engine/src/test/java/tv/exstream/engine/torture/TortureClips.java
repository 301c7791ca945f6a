package tv.exstream.engine.torture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import tv.exstream.natives.FfmpegProgram;

/** Clips of every {@link TortureKind}, 0.5 to 3 s long, rendered once by the {@code ffmpeg} program and kept. */
final class TortureClips {
    private static final long SEED = 20_260_721;
    private static final Path FOLDER =
            Path.of(System.getProperty("torture.clips", "target/torture-clips")).toAbsolutePath();

    private TortureClips() {}

    private record Renderer(Path program, Set<String> encoders) {}

    /** {@code count} clips in an order that is the same each time; kinds repeat when there are fewer. */
    static List<Path> items(int count) {
        List<Renderer> renderers = renderers();
        Assumptions.assumeTrue(!renderers.isEmpty(), "no ffmpeg program to render test media: see the README");
        List<TortureKind> kinds = TortureKind.all();
        Random random = new Random(SEED);
        List<Integer> order = new ArrayList<>();
        while (order.size() < count) {
            List<Integer> round = IntStream.range(0, kinds.size())
                    .boxed()
                    .filter(i -> able(renderers, kinds.get(i)).isPresent())
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(round, random);
            order.addAll(round);
        }
        List<Integer> wanted = order.subList(0, count);
        Set<Integer> made = wanted.stream()
                .distinct()
                .parallel()
                .filter(i -> render(renderers, kinds.get(i), seconds(i)))
                .collect(Collectors.toSet());
        return wanted.stream()
                .filter(made::contains)
                .map(i -> file(kinds.get(i)))
                .toList();
    }

    /** The programs at hand: they differ in what they can encode. */
    private static List<Renderer> renderers() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "ffmpeg"))
                .filter(Files::isExecutable);
        return Stream.concat(onPath.limit(1), FfmpegProgram.locate("ffmpeg").stream())
                .distinct()
                .map(program -> new Renderer(program, encoders(program)))
                .toList();
    }

    /** Not whole frames of anything. */
    private static double seconds(int index) {
        return 0.5 + new Random(SEED + index).nextInt(2500) / 1000.0;
    }

    private static Path file(TortureKind kind) {
        return FOLDER.resolve(kind.name());
    }

    private static Set<String> encoders(Path ffmpeg) {
        try {
            Process process = new ProcessBuilder(ffmpeg.toString(), "-hide_banner", "-encoders")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return words(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.split("\\s+", 0)));
    }

    /** @return false when no program here has the encoders */
    private static boolean render(List<Renderer> renderers, TortureKind kind, double seconds) {
        Optional<Renderer> able = able(renderers, kind);
        able.ifPresent(renderer -> render(renderer.program, kind, seconds));
        return able.isPresent();
    }

    private static Optional<Renderer> able(List<Renderer> renderers, TortureKind kind) {
        return renderers.stream()
                .filter(r -> r.encoders.containsAll(kind.encoders()))
                .findFirst();
    }

    private static void render(Path ffmpeg, TortureKind kind, double seconds) {
        Path file = file(kind);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(FOLDER);
            Path part = FOLDER.resolve("part-" + kind.name());
            Path log = FOLDER.resolve(kind.name() + ".log");
            String arguments = kind.arguments().replace("{T}", String.format(Locale.ROOT, "%.3f", seconds));
            List<String> command = new ArrayList<>();
            command.addAll(List.of(ffmpeg.toString(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y"));
            command.addAll(List.of(arguments.split(" +")));
            command.add(part.toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "ffmpeg could not render " + kind.name() + ": " + Files.readString(log) + command);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
