package tv.exstream.server.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A headless browser that shows one page until it is closed. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;

    private Chromium(Process process) {
        this.process = process;
    }

    /** Empty where none is installed. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> List.of(path.split(":", -1)).stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param folder for its profile and its log */
    static Chromium open(Path program, Path folder, String url) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--mute-audio",
                "--autoplay-policy=no-user-gesture-required",
                "--user-data-dir=" + folder.resolve("profile"),
                url));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("chromium.log").toFile());
        return new Chromium(builder.start());
    }

    boolean running() {
        return process.isAlive();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        process.destroy();
        if (!ended(process.toHandle())) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
        for (ProcessHandle handle : all) {
            if (!ended(handle)) {
                handle.destroyForcibly();
            }
        }
    }

    private static boolean ended(ProcessHandle handle) {
        return handle.onExit()
                .thenApply(_ -> true)
                .completeOnTimeout(false, 5, TimeUnit.SECONDS)
                .join();
    }
}
