package tv.exstream.cli;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.server.config.Settings;

/** Where a command writes what the engine makes, in which profile, and how it reports; mixed in to those that do. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The file to write, '-' is standard output.")
    private String output = "";

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "What leaves: " + Profiles.ALWAYS + ". Default: ${DEFAULT-VALUE}.")
    private String profile = "";

    @Option(names = "--json", description = "Print the report as one JSON document.")
    private boolean json;

    /** @throws CliException where the options contradict each other */
    void check() {
        if (json && output.equals("-")) {
            throw new CliException(Exit.USAGE, "--json and -o - both need standard output: write to a file");
        }
    }

    Settings settings(CliContext context) {
        return data.settings(context.environment());
    }

    /** @throws CliException when there is no such profile */
    OutputProfile profile(Settings settings) {
        return Profiles.named(profile, settings.profiles());
    }

    /** @param inputs none of which may be the output */
    TranscodeOutput open(CliContext context, List<MediaSource> inputs, boolean hls) {
        return TranscodeOutput.of(output, inputs, context.stdout(), hls);
    }

    /**
     * Runs a job behind a progress bar.
     *
     * @throws CliException when it fails or is cancelled; what was written by then is named
     */
    static TranscodeReport run(
            CliContext context, Engine engine, TranscodeOutput out, Function<ProgressBar, TranscodeJob> job) {
        try (ProgressBar bar = new ProgressBar(context.terminal())) {
            return engine.transcode(job.apply(bar));
        } catch (EngineException | CliException e) {
            boolean cancelled = Thread.currentThread().isInterrupted();
            String kept = out.keptNote();
            String what = cancelled ? "cancelled" : String.valueOf(e.getMessage());
            throw new CliException(cancelled ? Exit.FAILED : Exit.of(e), kept.isEmpty() ? what : what + "; " + kept, e);
        }
    }

    /** @param more what the command adds to the JSON document */
    void print(
            CliContext context,
            TranscodeReport report,
            TranscodeOutput out,
            OutputProfile target,
            Consumer<ObjectNode> more) {
        if (json) {
            ObjectNode document = TranscodeSummary.json(report, out, target);
            more.accept(document);
            context.terminal().json(document);
        } else {
            TranscodeSummary.text(report, out)
                    .forEach(line -> context.terminal().say(line));
        }
    }
}
