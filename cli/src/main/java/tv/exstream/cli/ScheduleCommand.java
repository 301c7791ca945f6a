package tv.exstream.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code schedule}: holds the commands about how channels choose what they air. */
@Command(
        name = "schedule",
        description = "How channels choose what they air.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv schedule preview evening.yaml --days 7",
            "  exstreamtv schedule check saturday.yml",
        })
final class ScheduleCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: check, preview");
    }
}
