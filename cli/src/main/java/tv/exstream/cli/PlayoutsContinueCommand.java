package tv.exstream.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code playouts continue}: plans further ahead. */
@Command(
        name = "continue",
        description = {
            "Plans a channel further ahead, at once. What is planned stays.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv playouts continue 5",
            "  exstreamtv playouts continue 5 --until 2026-12-24",
        })
final class PlayoutsContinueCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "CHANNEL", description = "The channel's number.")
    private String channel = "";

    @Option(
            names = "--until",
            paramLabel = "T",
            description = "A day, a day and time, or a time with offset, up to 62 days ahead. Default: the horizon of"
                    + " the settings.")
    private Optional<String> until = Optional.empty();

    @Mixin
    private AskedServer asked = new AskedServer();

    PlayoutsContinueCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        String query = until.map(text -> "?until="
                        + URLEncoder.encode(
                                TimeText.withOffset("--until", text, ZoneId.systemDefault()), StandardCharsets.UTF_8))
                .orElse("");
        JsonNode playout = asked.post(context, PlayoutsCommand.path(channel) + "/continue" + query);
        if (asked.json()) {
            context.terminal().json(playout);
        } else {
            context.terminal().result(PlayoutText.line(playout));
            playout.path("warnings").forEach(warning -> context.terminal().say("warning: " + warning.asText()));
        }
        return Exit.DONE.code();
    }
}
