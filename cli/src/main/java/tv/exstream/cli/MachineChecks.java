package tv.exstream.cli;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.natives.FFmpegInfo;
import tv.exstream.natives.NativesException;

/** Java, FFmpeg, encoders. */
final class MachineChecks {
    private static final int JAVA = 25;
    private static final Duration TRIAL = Duration.ofSeconds(4);
    private static final double COMFORTABLE = 1.5;

    private final CliContext context;

    MachineChecks(CliContext context) {
        this.context = context;
    }

    Check java() {
        Runtime.Version version = Runtime.version();
        String detail = version + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processor(s)";
        return version.feature() >= JAVA
                ? Check.ok("java", detail)
                : Check.fail("java", detail, "install a JDK " + JAVA + " and set EXSTREAMTV_JAVA_HOME to it");
    }

    Check natives() {
        try {
            FFmpegInfo info = context.ffmpeg().get();
            return Check.ok("ffmpeg", info.version() + ", " + info.licence() + ", " + info.platform());
        } catch (NativesException | LinkageError e) {
            return Check.fail("ffmpeg", String.valueOf(e.getMessage()), "see above; no command that plays can run");
        }
    }

    /** Really encodes some seconds: being listed says little. */
    Check encoders() {
        MediaSource source =
                new MediaSource.Synthetic("testsrc2=size=1280x720:rate=25", "sine=frequency=440:sample_rate=48000");
        OutputProfile profile = OutputProfile.DEFAULT.transcodingAll();
        try (OneShotEngine engine = OneShotEngine.start(context);
                NullSink sink = new NullSink()) {
            TranscodeReport report = engine.get()
                    .transcode(new TranscodeJob(
                            List.of(source), profile, Duration.ZERO, Optional.of(TRIAL), false, sink, _ -> {}));
            if (sink.bytes == 0) {
                return Check.fail("encoders", "nothing came out of a trial", "please report this");
            }
            double speed = TranscodeSummary.speed(report);
            String detail = String.format(
                    Locale.ROOT,
                    "libx264 and aac, %dx%d: %.1f times real time",
                    profile.width(),
                    profile.height(),
                    speed);
            return speed >= COMFORTABLE
                    ? Check.ok("encoders", detail)
                    : Check.warn(
                            "encoders",
                            detail,
                            "this machine can transcode hardly one channel: lower the profile's size");
        } catch (EngineException e) {
            return Check.fail(
                    "encoders",
                    String.valueOf(e.getMessage()),
                    "channels that transcode cannot run: use the GPL natives");
        }
    }

    Check hardware() {
        List<String> devices = context.ffmpeg().get().hardwareDevices();
        return Check.ok(
                "hardware",
                devices.isEmpty()
                        ? "this FFmpeg knows none"
                        : "this FFmpeg knows " + String.join(", ", devices) + " (not tried: not used in this version)");
    }

    private static final class NullSink implements WritableByteChannel {
        private long bytes;

        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            source.position(source.limit());
            bytes += count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
