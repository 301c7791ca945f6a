package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import tv.exstream.server.config.LaunchOptions;

/**
 * {@code rehearse}: goes once through what every start goes through, in a folder of its own, for the launcher that
 * records it. Not for people.
 */
@Command(name = "rehearse", hidden = true, description = "Goes once through what a start does.")
final class RehearseCommand implements Callable<Integer> {
    /** Some seconds of a demo channel. */
    private static final int STREAM_BYTES = 300_000;

    private final CliContext context;

    RehearseCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("exstreamtv-rehearsal-");
        try {
            Logging.bridgeJavaUtilLogging();
            LaunchOptions options = new LaunchOptions(
                    Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(folder), List.of(), true);
            try (ServerAccess access = ServerAccess.open(context, options, Optional.empty())) {
                for (String path :
                        List.of("/health/ready", "/iptv/channels.m3u", "/iptv/xmltv.xml", "/discover.json")) {
                    try (InputStream body = access.get(path)) {
                        body.readAllBytes();
                    }
                }
                // The first viewer after a start should not be the one who waits for classes and profiles.
                try (InputStream stream = access.get("/iptv/channel/1.ts")) {
                    stream.readNBytes(STREAM_BYTES);
                }
            }
            return Exit.DONE.code();
        } finally {
            OneShotEngine.delete(folder);
        }
    }
}
