package tv.exstream.bench.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;

/** The process that is measured: some channels run and are watched while viewers tune in to them and to stopped ones. */
public final class TuneInLoad {
    static final String RESULT = "RESULT ";

    private static final long LIMIT_SECONDS = 30;
    private static final int COLD_NUMBER = 2_000;
    private static final int TRANSCODING_NUMBER = 3_000;

    private final Engine engine;
    private final Lineup lineup;
    private final int samples;
    /** Pauses are irregular, so that tuning in falls on any moment of a GOP; the seed makes runs alike. */
    private final Random random = new Random(1);

    private TuneInLoad(Engine engine, Lineup lineup, int samples) {
        this.engine = engine;
        this.lineup = lineup;
        this.samples = samples;
    }

    /**
     * Milliseconds, sorted.
     *
     * @param warm              tune() on a channel on air to its first keyframe's bytes
     * @param cold              the same on a stopped channel that copies
     * @param transcoding       the same on a stopped channel that transcodes to 720p
     * @param slates            of the cold ones, how many began with a slate
     * @param ffmpeg            starting {@code ffmpeg -re -c copy} to its first byte; empty without ffmpeg
     * @param ffmpegTranscoding the same with x264 at 720p
     */
    record Result(
            List<Double> warm,
            List<Double> cold,
            List<Double> transcoding,
            int slates,
            List<Double> ffmpeg,
            List<Double> ffmpegTranscoding) {}

    /** @param args clip, seconds each airing lasts, channels, samples, cache folder, ffmpeg or "" */
    public static void main(String[] args) throws InterruptedException, IOException {
        Lineup lineup = new Lineup(
                Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[1])), Integer.parseInt(args[2]), 999);
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(Path.of(args[4]), Instant.now()))) {
            Result result = new TuneInLoad(engine, lineup, Integer.parseInt(args[3])).run(args[5]);
            System.out.println(RESULT + new ObjectMapper().writeValueAsString(result));
        }
    }

    private Result run(String ffmpeg) throws InterruptedException, IOException {
        List<ChannelHandle> running = new ArrayList<>();
        for (int i = 0; i < lineup.count(); i++) {
            running.add(engine.register(lineup.channel(i, OutputProfile.DEFAULT)));
        }
        ChannelHandle copying = engine.register(lineup.spec(COLD_NUMBER, 0, OutputProfile.DEFAULT));
        ChannelHandle transcoding =
                engine.register(lineup.spec(TRANSCODING_NUMBER, 0, OutputProfile.DEFAULT.transcodingAll()));
        var unused = ChannelsLoad.settledNatives(engine);
        try (Audience audience = new Audience()) {
            audience.start();
            for (ChannelHandle handle : running) {
                audience.seat(handle.tune(viewer("watcher")), System.nanoTime());
            }
            for (Audience.Seat seat : audience.seats()) {
                if (!seat.awaitKeyframe(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS))) {
                    throw new IllegalStateException("a channel delivers nothing");
                }
            }
            Thread.sleep(5_000);
            List<Double> warm = new ArrayList<>();
            for (int i = 0; i < samples; i++) {
                pause(20, 120);
                warm.add(tuneIn(running.get(random.nextInt(running.size()))));
            }
            List<Double> cold = new ArrayList<>();
            int slates = cold(copying, samples * 3 / 10, cold);
            List<Double> transcoded = new ArrayList<>();
            slates += cold(transcoding, samples * 3 / 20, transcoded);
            return new Result(
                    sorted(warm),
                    sorted(cold),
                    sorted(transcoded),
                    slates,
                    sorted(processes(ffmpeg, samples * 3 / 20, List.of("-c", "copy"))),
                    sorted(processes(
                            ffmpeg,
                            samples / 20,
                            List.of("-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-c:a", "aac"))));
        }
    }

    private int cold(ChannelHandle channel, int times, List<Double> millis) throws InterruptedException {
        int slates = 0;
        for (int i = 0; i < times; i++) {
            pause(130, 400);
            millis.add(tuneIn(channel));
            slates += channel.status().slate() ? 1 : 0;
            channel.stop();
        }
        return slates;
    }

    private static double tuneIn(ChannelHandle channel) throws InterruptedException {
        long begun = System.nanoTime();
        try (ViewerFeed feed = channel.tune(viewer("tune-in"))) {
            CountDownLatch readable = new CountDownLatch(1);
            feed.onReadable(readable::countDown);
            boolean arrived = readable.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            long took = System.nanoTime() - begun;
            Chunk chunk = feed.poll();
            if (!arrived || chunk == null || !chunk.startsWithKeyframe()) {
                throw new IllegalStateException("tuning in gave no keyframe: " + channel.status());
            }
            chunk.release();
            return took / 1e6;
        }
    }

    private List<Double> processes(String ffmpeg, int times, List<String> codecs)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times && !ffmpeg.isEmpty(); i++) {
            pause(130, 400);
            List<String> command = new ArrayList<>(List.of(ffmpeg, "-loglevel", "fatal", "-ss"));
            command.add(Long.toString(random.nextLong(lineup.item().toSeconds())));
            command.addAll(List.of("-re", "-i", lineup.clip().toString()));
            command.addAll(codecs);
            command.addAll(List.of("-f", "mpegts", "-flush_packets", "1", "pipe:1"));
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream bytes = process.getInputStream()) {
                if (bytes.read() < 0) {
                    throw new IllegalStateException("ffmpeg gave nothing");
                }
                millis.add((System.nanoTime() - begun) / 1e6);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        return millis;
    }

    private void pause(int fromMillis, int toMillis) throws InterruptedException {
        Thread.sleep(random.nextInt(fromMillis, toMillis));
    }

    private static List<Double> sorted(List<Double> millis) {
        return millis.stream().sorted().toList();
    }

    private static ViewerInfo viewer(String id) {
        return new ViewerInfo(id, "127.0.0.1", "bench", "ts");
    }
}
