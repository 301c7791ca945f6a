package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code channels}: the line-up, and the command that changes a channel of it. */
@Command(
        name = "channels",
        description = {
            "Lists the channels of a data directory.",
            "Asks the server that runs on it, or starts one for itself for a moment.",
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv channels",
            "  exstreamtv channels --data /var/lib/exstreamtv --json",
            "  exstreamtv channels --server http://nas:8411",
            "  exstreamtv channels set 5 --mode on_demand",
        })
final class ChannelsCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--server", paramLabel = "URL", description = "Ask this running server.")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ChannelsCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode channels;
        try (ServerAccess access = ServerAccess.open(context, options.launch(), server);
                InputStream body = access.get("/api/channels")) {
            channels = new ObjectMapper().readTree(body);
        }
        if (json) {
            context.terminal().json(channels);
            return Exit.DONE.code();
        }
        channels.forEach(channel -> context.terminal().result(line(channel)));
        if (channels.isEmpty()) {
            context.terminal().say("no channels yet: 'exstreamtv serve --media DIR' makes some from a folder");
        }
        return Exit.DONE.code();
    }

    /** Number, name, groups, and what is unusual of it. */
    static String line(JsonNode channel) {
        List<String> groups = new ArrayList<>();
        channel.path("groups").forEach(group -> groups.add(group.asText()));
        List<String> unusual = new ArrayList<>();
        String visibility = channel.path("visibility").asText();
        if (!visibility.equals("listed")) {
            unusual.add(visibility);
        }
        if (channel.path("mode").asText().equals("on_demand")) {
            unusual.add("on demand");
        }
        if (channel.has("standsStillSince")) {
            unusual.add("stands still since " + channel.path("standsStillSince").asText());
        }
        return String.format(
                "%8s  %-32s %s%s",
                channel.path("number").asText(),
                channel.path("name").asText(),
                String.join(", ", groups),
                unusual.isEmpty() ? "" : " (" + String.join(", ", unusual) + ")");
    }
}
