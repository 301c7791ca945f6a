package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.server.http.Problems;
import tv.exstream.server.portable.OnConflict;
import tv.exstream.server.portable.PathMapping;
import tv.exstream.server.portable.PortableDocument;
import tv.exstream.server.portable.PortableFormat;
import tv.exstream.server.portable.from.draft.Imported;

/** {@code import}: brings in collections, schedules and channels. */
@Command(
        name = "import",
        description = {
            "Brings in collections, schedules and channels from a document: all of them, or nothing.",
            "Or from the files of Tunarr, dizqueTV and ErsatzTV, or from an M3U playlist of streams.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv import channels.yaml --dry-run",
            "  exstreamtv import channels.yaml --on-conflict replace",
            "  exstreamtv import channels.yaml --map D:\\Videos=/srv/videos",
            "  exstreamtv import --from ersatztv ~/.local/share/ersatztv --map /media=/srv/videos --dry-run",
            "  exstreamtv import streams.m3u --to-yaml -o streams.yaml",
            "",
            "docs/portable.md says what a document may hold, docs/importing.md what comes of other products.",
        })
final class ImportCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(
            paramLabel = "FILE",
            description = "A document in YAML, or in JSON if it ends in .json; or a file or folder of another product.")
    private String file = "";

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private ForeignSource source = new ForeignSource();

    @Option(names = "--dry-run", description = "Only say what it would do.")
    private boolean dryRun;

    @Option(
            names = "--on-conflict",
            paramLabel = "C",
            defaultValue = "fail",
            description = "What becomes of what is there already and differs: fail, skip, replace or renumber."
                    + " Default: ${DEFAULT-VALUE}.")
    private String onConflict = "fail";

    @Option(
            names = "--map",
            paramLabel = "FROM=TO",
            description = "Files that the document has in folder FROM are in TO here. Repeatable.")
    private List<String> mappings = new ArrayList<>();

    @Option(names = "--new-guide-ids", description = "Give channels new ids in guides, not those of the document.")
    private boolean newGuideIds;

    @Option(names = "--server", paramLabel = "URL", description = "Ask this running server.")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ImportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Imported> foreign = source.read(file, mappings);
        if (source.toYaml()) {
            source.write(foreign.orElseGet(() -> new Imported(document(), List.of())), context.terminal());
            return Exit.DONE.code();
        }
        // What is made from other products has its paths mapped already.
        String query = query(foreign.isPresent() ? List.of() : mappings);
        PortableDocument made = foreign.map(Imported::document).orElseGet(this::document);
        String document = PortableFormat.yaml(made, List.of());
        JsonNode report;
        try (ServerAccess access = ServerAccess.open(context, options.launch(), server);
                InputStream body = access.post("/api/import" + query, "application/yaml", document)) {
            report = withRemarks(
                    new ObjectMapper().readTree(body),
                    foreign.map(Imported::remarks).orElse(List.of()));
        } catch (CliException e) {
            throw e.exit() == Exit.BAD_INPUT ? bad(String.valueOf(e.getMessage()), e) : e;
        }
        if (json) {
            context.terminal().json(report);
        } else {
            report.path("changes").forEach(change -> context.terminal().result(line(change)));
        }
        report.path("remarks").forEach(remark -> context.terminal().say("remark: " + remark.asText()));
        return Exit.DONE.code();
    }

    private static JsonNode withRemarks(JsonNode report, List<String> remarks) {
        if (report.path("remarks") instanceof ArrayNode all) {
            for (int i = 0; i < remarks.size(); i++) {
                all.insert(i, remarks.get(i));
            }
        }
        return report;
    }

    private static String line(JsonNode change) {
        return String.format(
                "%-9s  %-10s  %s%s",
                change.path("outcome").asText(),
                change.path("what").asText(),
                change.path("name").asText(),
                change.has("became") ? ", here " + change.path("became").asText() : "");
    }

    /** What is wrong with the document itself is known before a server is asked. */
    private PortableDocument document() {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new CliException(Exit.BAD_INPUT, file + ": is a folder: name a file");
            }
            return PortableFormat.read(
                    Files.readString(path), !file.toLowerCase(Locale.ROOT).endsWith(".json"));
        } catch (InvalidPathException | NoSuchFileException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": is not UTF-8 text: save it as UTF-8", e);
        } catch (JsonProcessingException e) {
            throw bad(Problems.of(e).detail(), e);
        } catch (IOException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private CliException bad(String detail, Throwable cause) {
        return new CliException(Exit.BAD_INPUT, file + ": " + detail.replace("the body", "the file"), cause);
    }

    private String query(List<String> mapped) {
        try {
            List<String> parts = new ArrayList<>();
            parts.add("dryRun=" + dryRun);
            parts.add("onConflict=" + OnConflict.parse(onConflict).name().toLowerCase(Locale.ROOT));
            parts.add("guideIds=" + (newGuideIds ? "new" : "keep"));
            for (String mapping : mapped) {
                PathMapping unused = PathMapping.parse(mapping);
                parts.add("map=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8));
            }
            return "?" + String.join("&", parts);
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
