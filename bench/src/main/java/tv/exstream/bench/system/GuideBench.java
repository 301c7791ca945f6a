package tv.exstream.bench.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

import tv.exstream.bench.Arguments;
import tv.exstream.bench.Machine;
import tv.exstream.bench.ResultFiles;
import tv.exstream.bench.guide.HundredChannels;

/** How long the guide's answers take over HTTP: XMLTV first and warm, then grid and schedule while channels stream. */
final class GuideBench {
    static final List<String> OPTIONS =
            List.of("--channels", "--requests", "--minutes", "--clip", "--options", "--out", "--pause-ms", "--settle");

    private static final double MAX_P99_MILLIS = 20;
    private static final double MAX_XMLTV_MILLIS = 500;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int XMLTV_ROUNDS = 5;
    /** Of two weeks, so that a window of three hours is within it. */
    private static final int HOURS = 330;

    private final Arguments arguments;
    private final int channels;
    private final int requests;
    private final int pauseMillis;
    private final PrintStream out;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String address = "";
    private List<ProcessHandle> server = List.of();
    /** Of the newest requests, processor time of the server for each; of its streams, too. */
    private double cpuMillis;

    GuideBench(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
        channels = arguments.number("--channels", 100, 0, 999);
        requests = arguments.number("--requests", 500, 10, 100_000);
        pauseMillis = arguments.number("--pause-ms", 20, 0, 10_000);
    }

    /** @return true when all targets are met */
    boolean run(ResultFiles files) throws IOException, InterruptedException {
        EngineProcess process = EngineProcess.with(arguments.value("--options"));
        List<Target> targets = new ArrayList<>();
        Map<String, Object> results = new LinkedHashMap<>();
        try (Material material = Material.make(
                        arguments.value("--clip").map(Path::of), arguments.number("--minutes", 0, 0, 180), out);
                Child child = process.start(
                        GuideLoad.class,
                        List.of(
                                material.clip().toString(),
                                Long.toString(material.length().toSeconds()),
                                Integer.toString(channels),
                                material.cache().toString()))) {
            address = "http://127.0.0.1:" + child.await(GuideLoad.LISTENING, START_LIMIT);
            server = List.of(child.handle());
            Thread.sleep(arguments.number("--settle", 3, 0, 600) * 1000L);
            warmClient();
            List<Double> first = repeated(1, i -> "/iptv/xmltv.xml?days=14", false);
            note(targets, results, "XMLTV, 100 channels x 14 days, first", first, MAX_XMLTV_MILLIS);
            List<Double> warm = repeated(XMLTV_ROUNDS, i -> "/iptv/xmltv.xml?days=14", false);
            note(targets, results, "XMLTV, warm", warm, MAX_XMLTV_MILLIS);
            OutputStream command = child.input();
            command.write('\n');
            command.flush();
            child.await(GuideLoad.STREAMING, START_LIMIT);
            for (boolean packed : List.of(false, true)) {
                String how = packed ? ", gzip" : "";
                repeated(requests / 4, this::grid, packed);
                note(targets, results, "/api/guide" + how, repeated(requests, this::grid, packed), MAX_P99_MILLIS);
                repeated(requests / 4, this::schedule, packed);
                note(
                        targets,
                        results,
                        "/api/channels/N/schedule" + how,
                        repeated(requests, this::schedule, packed),
                        MAX_P99_MILLIS);
            }
        }
        results.put("targets", targets);
        ResultFiles.write(files.results(), results);
        ResultFiles.write(files.machine(), Machine.describe());
        boolean met = Target.print(targets, out);
        out.println("kept in " + files.results());
        return met;
    }

    /** The client's own classes are not what is measured. */
    private void warmClient() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            HttpResponse<Void> unused = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/nothing-there"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private String grid(int request) {
        return "/api/guide?from=" + hour(request);
    }

    private String schedule(int request) {
        return "/api/channels/" + (1 + request % 100) + "/schedule?from=" + hour(request);
    }

    private static Instant hour(int request) {
        return HundredChannels.NOW.plus(Duration.ofHours(request * 7L % HOURS));
    }

    private void note(
            List<Target> targets, Map<String, Object> results, String name, List<Double> sorted, double limit) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double p99 = Percentiles.of(sorted, 99);
        out.printf(
                Locale.ROOT,
                "%-40s %5d times: p50 %7.2f ms, p99 %7.2f ms, max %7.2f ms;"
                        + " %.2f ms of the server's processors each; load average %.1f%n",
                name,
                sorted.size(),
                Percentiles.of(sorted, 50),
                p99,
                Percentiles.of(sorted, 100),
                cpuMillis,
                load);
        targets.add(Target.atMost(name + " p99", p99, limit, "ms"));
        results.put(name, Map.of("millis", sorted, "processorMillis", cpuMillis, "loadAverage", load));
    }

    private List<Double> repeated(int times, IntFunction<String> path, boolean packed)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        Duration before = ProcessMeter.cpu(server);
        for (int i = 0; i < times; i++) {
            millis.add(millis(path.apply(i), packed));
            Thread.sleep(pauseMillis);
        }
        cpuMillis = ProcessMeter.cpu(server).minus(before).toNanos() / 1e6 / times;
        Collections.sort(millis);
        return millis;
    }

    /** From the request to the last byte. */
    private double millis(String path, boolean packed) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(START_LIMIT);
        if (packed) {
            request.header("Accept-Encoding", "gzip");
        }
        long began = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        long bytes;
        try (InputStream body = answer.body()) {
            bytes = body.transferTo(OutputStream.nullOutputStream());
        }
        double millis = (System.nanoTime() - began) / 1e6;
        if (answer.statusCode() != 200 || bytes == 0) {
            throw new IllegalStateException(path + " was answered with " + answer.statusCode());
        }
        return millis;
    }
}
