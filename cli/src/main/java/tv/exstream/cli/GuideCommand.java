package tv.exstream.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guide}: holds the commands about the programme guide. */
@Command(
        name = "guide",
        description = "The programme guide.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv guide export -o guide.xml",
            "  exstreamtv guide export --format ics --channel 5 -o channel5.ics",
        })
final class GuideCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: export");
    }
}
