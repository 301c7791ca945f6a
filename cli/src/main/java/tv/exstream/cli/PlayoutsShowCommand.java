package tv.exstream.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code playouts show}: what a channel airs next, and how its playout stands. */
@Command(
        name = "show",
        description = {
            "Shows a channel's schedule, seed, zone and warnings, and what it airs next, with the reasons.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv playouts show 5",
            "  exstreamtv playouts show 5.1 --hours 168 --json",
        })
final class PlayoutsShowCommand implements Callable<Integer> {
    private static final int MOST_HOURS = 62 * 24;

    private final CliContext context;

    @Parameters(paramLabel = "CHANNEL", description = "The channel's number.")
    private String channel = "";

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "How far ahead, 0 to " + MOST_HOURS + ". Default: ${DEFAULT-VALUE}.")
    private int hours;

    @Mixin
    private AskedServer asked = new AskedServer();

    PlayoutsShowCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (hours < 0 || hours > MOST_HOURS) {
            throw new CliException(Exit.USAGE, "--hours " + hours + " is outside 0 to " + MOST_HOURS);
        }
        String path = PlayoutsCommand.path(channel);
        JsonNode playout;
        JsonNode items;
        try (ServerAccess access = asked.open(context)) {
            playout = AskedServer.get(access, path);
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            items = hours == 0
                    ? JsonNodeFactory.instance.arrayNode()
                    : AskedServer.get(access, path + "/items?from=" + now + "&to=" + now.plus(hours, ChronoUnit.HOURS));
        }
        if (asked.json()) {
            ObjectNode both = JsonNodeFactory.instance.objectNode();
            both.set("playout", playout);
            both.set("items", items);
            context.terminal().json(both);
            return Exit.DONE.code();
        }
        PlayoutText.lines(playout, items).forEach(line -> context.terminal().result(line));
        playout.path("warnings").forEach(warning -> context.terminal().say("warning: " + warning.asText()));
        return Exit.DONE.code();
    }
}
