package tv.exstream.bench.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import tv.exstream.bench.Arguments;
import tv.exstream.bench.Clip;
import tv.exstream.bench.Machine;
import tv.exstream.bench.ResultFiles;
import tv.exstream.bench.system.Child;
import tv.exstream.bench.system.ProcessMeter;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.channel.LiveEngine;

/** The HTTP edge and nginx, one after the other, with the same client: in real time, then as fast as viewers read. */
public final class EdgeBench {
    private static final String USAGE = """
            usage: java -jar exstreamtv-bench.jar edge --client PROGRAM [options]

              --client PROGRAM  the load client
              --viewers N       in all (default 1000)
              --channels N      they are spread over (default 1)
              --seconds S       of each of the four runs (default 15)
              --nginx PROGRAM   (default: nginx)
              --out DIR         where results are kept (default: bench/target/results)
            """;
    private static final Duration CLIP = Duration.ofSeconds(40);
    /** nginx must not come to the end of its file: what the fastest viewer takes in a run is less. */
    private static final long FILE_BYTES = 1_500_000_000L;

    private final String client;
    private final String nginx;
    private final int viewers;
    private final int channels;
    private final int seconds;
    private final Path work;

    private EdgeBench(Arguments arguments, Path work) {
        client = arguments
                .value("--client")
                .orElseThrow(() -> new IllegalArgumentException("name the load client with --client"));
        nginx = arguments.value("--nginx").orElse("nginx");
        viewers = arguments.number("--viewers", 1000, 1, 10_000);
        channels = arguments.number("--channels", 1, 1, 1000);
        seconds = arguments.number("--seconds", 15, 5, 600);
        this.work = work;
    }

    /** @return 0 done, 1 failed, 2 wrong usage */
    public static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("exstream-edge-bench");
        try {
            Arguments parsed = Arguments.parse(
                    arguments,
                    List.of("--client", "--nginx", "--viewers", "--channels", "--seconds", "--out"),
                    List.of("--help"));
            if (parsed.has("--help")) {
                out.print(USAGE);
                return 0;
            }
            Path folder = parsed.value("--out").map(Path::of).orElseGet(ResultFiles::defaultFolder);
            EdgeBench bench = new EdgeBench(parsed, work);
            bench.runAll(ResultFiles.create(folder, "edge-" + bench.channels + "x" + bench.viewers), out);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return 1;
        } finally {
            delete(work);
        }
    }

    private void runAll(ResultFiles files, PrintStream out) throws IOException, InterruptedException {
        Path clip = work.resolve("clip.ts");
        out.println("rendering a clip of " + CLIP.toSeconds() + " s");
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(work.resolve("cache"), Instant.now()))) {
            Clip.render(engine, clip, CLIP, OutputProfile.DEFAULT);
        }
        long bytesPerSecond = Files.size(clip) / CLIP.toSeconds();
        repeat(clip, work.resolve("stream.ts"));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("viewers", viewers);
        result.put("channels", channels);
        result.put("streamBitsPerSecond", bytesPerSecond * 8);
        for (String mode : List.of("live", "saturate")) {
            EdgeFigures ours = ours(clip, mode);
            out.println(mode + ", EXStreamTV: " + ours);
            EdgeFigures theirs = nginx(mode.equals("live") ? bytesPerSecond : 0);
            out.println(mode + ", nginx:      " + theirs);
            double ratio = ours.megabits() / theirs.megabits();
            out.printf(Locale.ROOT, "%s: throughput %.2f of nginx's%n", mode, ratio);
            result.put(mode, Map.of("exstreamtv", ours, "nginx", theirs, "throughputRatio", ratio));
        }
        ResultFiles.write(files.results(), result);
        ResultFiles.write(files.machine(), Machine.describe());
        out.println("kept in " + files.results());
    }

    private EdgeFigures ours(Path clip, String mode) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                EdgeServer.class.getName(),
                clip.toString(),
                "" + CLIP.toSeconds(),
                "" + channels,
                mode,
                "0");
        try (Child server = Child.start(command)) {
            String port = server.await(EdgeServer.LISTENING, Duration.ofSeconds(30));
            String query = mode.equals("saturate") ? "?throttle=disabled" : "";
            List<String> urls = List.of(
                    "--url-template",
                    "http://127.0.0.1:" + port + "/iptv/channel/%d.ts" + query,
                    "--from",
                    "1",
                    "--to",
                    "" + channels);
            return measure(List.of(server.handle()), urls);
        }
    }

    private EdgeFigures nginx(long bytesPerSecond) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = work.resolve("nginx.conf");
        // Started by root its workers would be nobody, who may not read the folder.
        Files.writeString(
                config, """
                daemon off; user %5$s; worker_processes auto; pid nginx.pid; error_log stderr; worker_rlimit_nofile %1$d;
                events { worker_connections %1$d; }
                http {
                  access_log off; sendfile on; tcp_nopush on; types { video/mp2t ts; }
                  client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t;
                  server { listen 127.0.0.1:%2$d; root %3$s; limit_rate %4$d; }
                }
                """.formatted(viewers + 500, port, work, bytesPerSecond, System.getProperty("user.name")));
        try (Child server = Child.start(List.of(nginx, "-p", work + "/", "-c", config.toString()))) {
            Thread.sleep(1_000);
            List<ProcessHandle> processes = Stream.concat(
                            Stream.of(server.handle()), server.handle().descendants())
                    .toList();
            try {
                return measure(processes, List.of("--url", "http://127.0.0.1:" + port + "/stream.ts"));
            } finally {
                boolean unused = server.handle().destroy();
            }
        }
    }

    private EdgeFigures measure(List<ProcessHandle> server, List<String> urls)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(client, "--clients", "" + viewers, "--seconds", "" + seconds, "--ramp-ms", "2000"));
        command.addAll(urls);
        Path output = work.resolve("client.json");
        Duration before = ProcessMeter.cpu(server);
        Process load = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exit = load.waitFor();
        Duration spent = ProcessMeter.cpu(server).minus(before);
        if (exit != 0) {
            throw new IllegalStateException(client + " ended with " + exit);
        }
        JsonNode figures = new ObjectMapper().readTree(Files.readAllBytes(output));
        JsonNode normal = figures.path("normal");
        double megabits = normal.path("mbps").asDouble();
        return new EdgeFigures(
                megabits,
                spent.toMillis() / 1e3 / (megabits / 8e3 * seconds),
                figures.path("failed").path("total").asLong(),
                normal.path("stalled_1s").asLong(),
                normal.path("longest_pause_ms").asDouble(),
                figures.path("self").path("cpu_percent").asDouble());
    }

    private static void repeat(Path clip, Path file) throws IOException {
        byte[] once = Files.readAllBytes(clip);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < FILE_BYTES; written += once.length) {
                out.write(once);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
