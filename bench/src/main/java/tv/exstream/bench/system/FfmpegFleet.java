package tv.exstream.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** As many ffmpeg processes as channels, each copying the clip in real time for ever, the way others build channels. */
final class FfmpegFleet implements AutoCloseable {
    private final List<Child> children = new ArrayList<>();

    static FfmpegFleet start(Path ffmpeg, Path clip, int count) throws IOException, InterruptedException {
        FfmpegFleet fleet = new FfmpegFleet();
        try {
            for (int i = 0; i < count; i++) {
                fleet.children.add(Child.start(command(ffmpeg, clip)));
                Thread.sleep(50);
            }
            return fleet;
        } catch (IOException | InterruptedException e) {
            fleet.close();
            throw e;
        }
    }

    private static List<String> command(Path ffmpeg, Path clip) {
        return List.of(
                ffmpeg.toString(),
                "-hide_banner",
                "-loglevel",
                "fatal",
                "-nostats",
                "-progress",
                "pipe:1",
                "-stats_period",
                "1",
                "-re",
                "-stream_loop",
                "-1",
                "-i",
                clip.toString(),
                "-map",
                "0:v:0",
                "-map",
                "0:a:0",
                "-c",
                "copy",
                "-f",
                "mpegts",
                "-y",
                "/dev/null");
    }

    /**
     * What all of them cost.
     *
     * @param cores           processor time for each second
     * @param pss             resident memory, shared pages counted in proportion, bytes; 0 when unknown
     * @param rss             the same, shared pages counted for each process
     * @param slowestRealTime stream seconds for each second, slowest process
     */
    record Cost(int processes, double cores, long pss, long rss, double slowestRealTime) {}

    /** Runs for the span and tells what it cost. */
    Cost measure(Duration span) throws InterruptedException {
        List<ProcessHandle> handles = children.stream().map(Child::handle).toList();
        long[] from = positions();
        Duration cpuBefore = ProcessMeter.cpu(handles);
        long begun = System.nanoTime();
        Thread.sleep(span.toMillis());
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cores = ProcessMeter.cpu(handles).minus(cpuBefore).toNanos() / 1e9 / seconds;
        long[] to = positions();
        double slowest = Double.MAX_VALUE;
        for (int i = 0; i < from.length; i++) {
            slowest = Math.min(slowest, (to[i] - from[i]) / 1e6 / seconds);
        }
        if (handles.stream().anyMatch(h -> !h.isAlive())) {
            throw new IllegalStateException("an ffmpeg process ended while it was measured");
        }
        return new Cost(
                handles.size(), cores, ProcessMeter.proportional(handles), ProcessMeter.resident(handles), slowest);
    }

    /** Microseconds of output of each process as it last said. */
    private long[] positions() {
        return children.stream()
                .mapToLong(c -> c.newest("out_time_us=")
                        .filter(text -> text.matches("\\d+"))
                        .map(Long::parseLong)
                        .orElse(0L))
                .toArray();
    }

    @Override
    public void close() throws IOException {
        children.forEach(child -> child.handle().destroy());
        for (Child child : children) {
            child.close();
        }
    }
}
