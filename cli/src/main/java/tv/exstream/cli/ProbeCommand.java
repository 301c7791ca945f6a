package tv.exstream.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;

/** {@code probe}: what a file or stream holds, and what a channel would do with it. */
@Command(
        name = "probe",
        description = "Shows what a file or stream holds, and whether a channel would copy or transcode it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv probe film.mkv",
            "  exstreamtv probe http://camera.local/live.ts --json",
            "  exstreamtv probe film.mkv --profile 480p",
        })
final class ProbeCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "FILE/URL", description = "A media file or the address of a stream.")
    private String input = "";

    @Mixin
    private DataOptions options = new DataOptions();

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "What the channel sends: " + Profiles.ALWAYS + ". Default: ${DEFAULT-VALUE}.")
    private String profile = "";

    @Option(
            names = "--timeout",
            paramLabel = "T",
            defaultValue = "15s",
            converter = MediaTime.class,
            description = "How long opening may take. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ProbeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputProfile target =
                Profiles.named(profile, options.settings(context.environment()).profiles());
        MediaSource source = Inputs.parse(input);
        try (OneShotEngine engine = OneShotEngine.start(context)) {
            MediaProbe probe = engine.get().probe(source, timeout);
            List<StreamDecision> decisions = engine.get().decide(probe, target);
            if (json) {
                context.terminal().json(ProbeJson.of(probe, target, decisions));
            } else {
                ProbeText.of(probe, target, decisions)
                        .forEach(line -> context.terminal().result(line));
            }
        }
        return Exit.DONE.code();
    }
}
