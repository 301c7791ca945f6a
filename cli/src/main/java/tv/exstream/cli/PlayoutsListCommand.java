package tv.exstream.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code playouts list}: how far every channel is planned. */
@Command(
        name = "list",
        description = {
            "Lists every channel with its kind of schedule, how far it is planned, and how many warnings there are.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv playouts list",
            "  exstreamtv playouts list --server http://nas:8411 --json",
        })
final class PlayoutsListCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private AskedServer asked = new AskedServer();

    PlayoutsListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode playouts;
        try (ServerAccess access = asked.open(context)) {
            playouts = AskedServer.get(access, "/api/playouts");
        }
        if (asked.json()) {
            context.terminal().json(playouts);
            return Exit.DONE.code();
        }
        playouts.forEach(playout -> context.terminal().result(PlayoutText.line(playout)));
        if (playouts.isEmpty()) {
            context.terminal().say("no channels yet: 'exstreamtv serve --media DIR' makes some from a folder");
        }
        return Exit.DONE.code();
    }
}
