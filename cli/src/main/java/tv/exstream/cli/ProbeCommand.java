package tv.exstream.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.Engine;
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
            "  exstreamtv probe episode.mkv --blacks",
        })
final class ProbeCommand implements Callable<Integer> {
    /** Whoever waits at a terminal decides himself. */
    private static final Duration LONGEST = Duration.ofDays(1);

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

    @Option(
            names = "--blacks",
            description = "Also look at all pictures for black ones, where schedules can break: takes a while.")
    private boolean blacks;

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
            Optional<BlackReport> found = blacks ? Optional.of(search(engine.get(), source, probe)) : Optional.empty();
            if (json) {
                ObjectNode document = ProbeJson.of(probe, target, decisions);
                found.ifPresent(report -> BlacksOutput.add(report, document));
                context.terminal().json(document);
            } else {
                ProbeText.of(probe, target, decisions)
                        .forEach(line -> context.terminal().result(line));
                found.ifPresent(report -> BlacksOutput.text(report)
                        .forEach(line -> context.terminal().result(line)));
            }
            return found.flatMap(BlackReport::fault)
                    .map(fault -> {
                        context.terminal().say("exstreamtv: " + fault.getMessage());
                        return Exit.of(fault).code();
                    })
                    .orElse(Exit.DONE.code());
        }
    }

    private BlackReport search(Engine engine, MediaSource source, MediaProbe probe) {
        if (probe.duration().isEmpty()) {
            throw new CliException(
                    Exit.BAD_INPUT, source.describe() + " has no known end to look for black pictures to: name a file");
        }
        try (ProgressBar progress = new ProgressBar(context.terminal())) {
            return engine.blacks(BlackScan.of(source, LONGEST)
                    .paced(
                            worked -> {},
                            position -> progress.update(
                                    OptionalDouble.of(MediaTime.inSeconds(position)
                                            / MediaTime.inSeconds(
                                                    probe.duration().get())),
                                    "looking for black pictures")));
        }
    }
}
