package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.server.http.Problems;
import tv.exstream.server.preview.CollectionNames;
import tv.exstream.server.preview.ScheduleFile;
import tv.exstream.server.preview.SchedulePreviewResource;

/** {@code schedule preview}: what a definition in a file would air, and why. */
@Command(
        name = "preview",
        description = {
            "Shows what a schedule would air, with the reason for each choice. Nothing is saved.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv schedule preview evening.yaml",
            "  exstreamtv schedule preview evening.yaml --days 7 --from 2026-12-24",
            "  exstreamtv schedule preview evening.json --media /srv/films --json",
            "",
            "docs/schedules.md says what a file may hold.",
        })
final class SchedulePreviewCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "FILE", description = "A definition in YAML, or in JSON if it ends in .json.")
    private String file = "";

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How many days, 1 to 31. Default: 1, or as the file says.")
    private Optional<Integer> days = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "When to begin: a day, a day and time, or a time with offset. Default: this hour.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--zone",
            paramLabel = "Z",
            description = "Whose wall clock is meant, e.g. Europe/Berlin. Default: that of the guide.")
    private Optional<String> zone = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "Of everything random, hexadecimal. Default: 1.")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--server", paramLabel = "URL", description = "Ask this running server.")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    SchedulePreviewCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        days.filter(n -> n < 1 || n > SchedulePreviewResource.MOST_DAYS).ifPresent(n -> {
            throw new CliException(Exit.USAGE, "--days " + n + " is outside 1 to " + SchedulePreviewResource.MOST_DAYS);
        });
        String query = query();
        boolean yaml = !file.toLowerCase(Locale.ROOT).endsWith(".json");
        String text = text(yaml);
        JsonNode preview;
        try (ServerAccess access = ServerAccess.open(context, options.launch(), server);
                InputStream body = access.post(
                        "/api/schedules/preview" + query, yaml ? "application/yaml" : "application/json", text)) {
            preview = new ObjectMapper().readTree(body);
        } catch (CliException e) {
            throw e.exit() == Exit.BAD_INPUT ? bad(String.valueOf(e.getMessage()), e) : e;
        }
        if (json) {
            context.terminal().json(preview);
        } else {
            PreviewTable.lines(preview).forEach(line -> context.terminal().result(line));
        }
        preview.path("warnings").forEach(warning -> context.terminal().say("warning: " + warning.asText()));
        return Exit.DONE.code();
    }

    /** What is wrong with the document itself is known before a server is asked. */
    private String text(boolean yaml) throws IOException {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new CliException(Exit.BAD_INPUT, file + ": is a folder: name a file");
            }
            String text = Files.readString(path);
            var unused = ScheduleFile.read(text, yaml, CollectionNames.ANY);
            return text;
        } catch (InvalidPathException | NoSuchFileException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": no such file", e);
        } catch (MalformedInputException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": is not UTF-8 text: save it as UTF-8", e);
        } catch (JsonProcessingException e) {
            throw bad(Problems.of(e).detail(), e);
        }
    }

    private CliException bad(String detail, Throwable cause) {
        return new CliException(Exit.BAD_INPUT, file + ": " + detail.replace("the body", "the file"), cause);
    }

    private String query() {
        List<String> parts = new ArrayList<>();
        days.ifPresent(n -> parts.add("days=" + n));
        zone.ifPresent(name -> parts.add("zone=" + encoded(zone(name).getId())));
        from.ifPresent(time -> parts.add("from=" + encoded(instant(time))));
        seed.ifPresent(text -> parts.add("seed=" + encoded(text)));
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private String instant(String text) {
        return TimeText.withOffset(
                "--from", text, zone.map(SchedulePreviewCommand::zone).orElseGet(ZoneId::systemDefault));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new CliException(
                    Exit.USAGE, "--zone " + name + " is no time zone: use a name such as Europe/Berlin", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
