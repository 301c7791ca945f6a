package tv.exstream.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code exstreamtv} itself: holds what all commands share. */
@Command(
        name = "exstreamtv",
        versionProvider = VersionText.class,
        description = "Turns a media library into live TV channels.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv serve --demo                 channels without any media",
            "  exstreamtv serve --media /srv/media     channels from a folder",
            "  exstreamtv probe film.mkv               what a file holds, copied or transcoded",
            "  exstreamtv doctor                       is this machine ready?",
            "",
            "'exstreamtv COMMAND --help' shows a command's options and examples.",
        })
final class RootCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean unusedHelp; // picocli acts on it

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of EXStreamTV and FFmpeg and exit.")
    private boolean unusedVersion; // picocli acts on it

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what is going on.")
    private boolean verbose;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Log everything, with stack traces.")
    private boolean debug;

    boolean verbose() {
        return verbose;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    static RootCommand of(CommandLine commandLine) {
        CommandLine root = commandLine;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand();
    }
}
