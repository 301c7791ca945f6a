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
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.engine.ChannelNumber;

/** {@code channels set}: a channel's mode, who finds it, its groups and its categories. */
@Command(
        name = "set",
        description = {
            "Changes a channel; what is not named stays.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv channels set 5 --mode on_demand",
            "  exstreamtv channels set 5.1 --visibility hidden --group Movies --group Classics",
            "  exstreamtv channels set 7 --category Kids --server http://nas:8411",
        })
final class ChannelsSetCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CliContext context;

    @Parameters(paramLabel = "NUMBER", description = "The channel's number.")
    private String number = "";

    @Option(
            names = "--mode",
            paramLabel = "M",
            description = "continuous, or on_demand: it stands still while nobody watches.")
    private Optional<String> mode = Optional.empty();

    @Option(
            names = "--visibility",
            paramLabel = "V",
            description = "listed, hidden (in no list, but it can be tuned) or disabled (it cannot).")
    private Optional<String> visibility = Optional.empty();

    @Option(
            names = "--group",
            paramLabel = "G",
            description = "A group it is in; the first is its main one. Repeatable.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--category", paramLabel = "C", description = "A category of all its programmes. Repeatable.")
    private List<String> categories = new ArrayList<>();

    @Option(names = "--no-categories", description = "Its programmes have no categories but their own.")
    private boolean noCategories;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--server", paramLabel = "URL", description = "Ask this running server.")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--json", description = "Print the channel as one JSON document.")
    private boolean json;

    ChannelsSetCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        ChannelNumber channel = channel();
        ObjectNode change = change();
        if (change.isEmpty()) {
            throw new CliException(
                    Exit.USAGE, "name what is to change: --mode, --visibility, --group, --category or --no-categories");
        }
        JsonNode changed;
        try (ServerAccess access = ServerAccess.open(context, options.launch(), server);
                InputStream body =
                        access.put("/api/channels/" + channel, "application/json", JSON.writeValueAsString(change))) {
            changed = JSON.readTree(body);
        }
        if (json) {
            context.terminal().json(changed);
        } else {
            context.terminal().result(ChannelsCommand.line(changed));
        }
        return Exit.DONE.code();
    }

    private ChannelNumber channel() {
        try {
            return ChannelNumber.parse(number);
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.USAGE, "the channel: " + e.getMessage(), e);
        }
    }

    private ObjectNode change() {
        if (noCategories && !categories.isEmpty()) {
            throw new CliException(Exit.USAGE, "--category and --no-categories contradict each other");
        }
        ObjectNode change = JSON.createObjectNode();
        mode.ifPresent(word -> change.put("mode", word));
        visibility.ifPresent(word -> change.put("visibility", word));
        if (!groups.isEmpty()) {
            change.set("groups", JSON.valueToTree(groups));
        }
        if (noCategories || !categories.isEmpty()) {
            change.set("categories", JSON.valueToTree(categories));
        }
        return change;
    }
}
