package tv.exstream.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code playouts reset}: a channel that begins as if it had never aired anything. */
@Command(
        name = "reset",
        description = {
            "Forgets what a channel has aired: each series begins with its first episode. What is on air stays.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv playouts reset 5              the same order of everything random again",
            "  exstreamtv playouts reset 5 --seed new   another order",
            "  exstreamtv playouts reset 5 --seed 1f    the order of this seed",
        })
final class PlayoutsResetCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "CHANNEL", description = "The channel's number.")
    private String channel = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of everything random: keep, new, or up to 16 hexadecimal digits. Default: keep.")
    private Optional<String> seed = Optional.empty();

    @Mixin
    private AskedServer asked = new AskedServer();

    PlayoutsResetCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        seed.filter(text -> !text.matches("keep|new|[0-9a-fA-F]{1,16}")).ifPresent(text -> {
            throw new CliException(
                    Exit.USAGE, "--seed " + text + " is no seed: use keep, new, or up to 16 digits from 0 to f");
        });
        String query = seed.map(text -> "?seed=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
        return PlayoutText.tellChange(
                context, asked, asked.post(context, PlayoutsCommand.path(channel) + "/reset" + query));
    }
}
