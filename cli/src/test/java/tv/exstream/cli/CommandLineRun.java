package tv.exstream.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine;

import tv.exstream.natives.FFmpegInfo;

/** Runs commands in this JVM against fakes, and keeps what they print. */
final class CommandLineRun {
    final FakeEngine engine = new FakeEngine();
    final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    RunningServer.Starter server = (options, environment) -> {
        throw new UnsupportedOperationException("this test starts no server");
    };

    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return commandLine().execute(arguments);
    }

    CommandLine commandLine() {
        CliContext context = new CliContext(
                new Terminal(new PrintWriter(out), new PrintWriter(err), false, 100),
                // no settings of whoever runs the tests
                Map.of("XDG_DATA_HOME", "/nowhere"),
                () -> Channels.newChannel(stdout),
                _ -> engine,
                CommandLineRun::ffmpeg,
                (options, environment) -> server.start(options, environment));
        return ExStreamTv.commandLine(context);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The one document on stdout. */
    JsonNode json() {
        try (var parser = new ObjectMapper().createParser(out())) {
            JsonNode document = parser.readValueAsTree();
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one document on stdout: " + out());
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(out(), e);
        }
    }

    byte[] bytes() {
        return stdout.toByteArray();
    }

    private static FFmpegInfo ffmpeg() {
        return new FFmpegInfo(
                "8.0.1",
                "GPL version 3 or later",
                "--enable-gpl",
                "linux-x86_64",
                true,
                Map.of(),
                List.of("aac", "libx264"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("vaapi"));
    }
}
