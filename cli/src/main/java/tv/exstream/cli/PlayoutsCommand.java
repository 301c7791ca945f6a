package tv.exstream.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tv.exstream.engine.ChannelNumber;

/** {@code playouts}: holds the commands about what channels' schedules have become. */
@Command(
        name = "playouts",
        description = "What channels' schedules have become: planned airings, and planning them anew.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv playouts list",
            "  exstreamtv playouts show 5 --hours 6",
            "  exstreamtv playouts reset 5 --seed new",
        })
final class PlayoutsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: list, show, reset, refresh, continue");
    }

    /** The address of a channel's playout. */
    static String path(String channel) {
        try {
            return "/api/playouts/" + ChannelNumber.parse(channel);
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.USAGE, "the channel: " + e.getMessage(), e);
        }
    }
}
