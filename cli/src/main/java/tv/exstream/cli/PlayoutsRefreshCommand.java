package tv.exstream.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code playouts refresh}: a future planned anew, with every series going on where it is. */
@Command(
        name = "refresh",
        description = {
            "Plans a channel's future again; each series goes on where it is. What is on air stays.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv playouts refresh 5",
        })
final class PlayoutsRefreshCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "CHANNEL", description = "The channel's number.")
    private String channel = "";

    @Mixin
    private AskedServer asked = new AskedServer();

    PlayoutsRefreshCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        return PlayoutText.tellChange(context, asked, asked.post(context, PlayoutsCommand.path(channel) + "/refresh"));
    }
}
