package tv.exstream.cli;

import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: the script that lets bash and zsh complete our commands. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(exstreamtv completion)                   for this shell (zsh: compinit first)",
            "  exstreamtv completion > ~/.local/share/bash-completion/completions/exstreamtv",
        })
final class CompletionCommand implements Callable<Integer> {
    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    CompletionCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.terminal().result(AutoComplete.bash("exstreamtv", spec.root().commandLine()));
        return Exit.DONE.code();
    }
}
