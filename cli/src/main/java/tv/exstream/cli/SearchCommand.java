package tv.exstream.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.ScanOptions;
import tv.exstream.server.store.Database;

/** {@code search}: finds items of the library. */
@Command(
        name = "search",
        description = {
            "Finds what the library holds: items whose show, title, genre, year, kind or file name has all the words.",
            "Upper and lower case and accents do not matter.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv search amelie",
            "  exstreamtv search star 1977 --json",
            "  exstreamtv search movie comedy --limit 10",
        })
final class SearchCommand implements Callable<Integer> {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final CliContext context;

    @Parameters(paramLabel = "QUERY", arity = "1..*", description = "Words that must all occur.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private DataOptions options = new DataOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    SearchCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CliException(Exit.USAGE, "--limit " + limit + " leaves nothing to show: use 1 or more");
        }
        Path data = options.settings(context.environment()).server().data();
        if (Files.notExists(data.resolve(Database.FILE_NAME))) {
            throw new CliException(
                    Exit.BAD_INPUT,
                    "there is no library in " + data + ": 'exstreamtv scan DIR' makes one, --data names another");
        }
        List<MediaItem> found;
        try (Database database = Database.open(data);
                OneShotEngine engine = OneShotEngine.start(context);
                LibraryService library =
                        new LibraryService(database, engine.get(), InstantSource.system(), ScanOptions.DEFAULT)) {
            found = library.items().stream()
                    .filter(item -> matches(item, words))
                    .limit(limit)
                    .toList();
        }
        if (json) {
            context.terminal().json(json(found));
        } else {
            found.forEach(item -> context.terminal().result(line(item)));
            if (found.isEmpty()) {
                context.terminal().say("nothing found");
            }
        }
        return Exit.DONE.code();
    }

    static boolean matches(MediaItem item, List<String> words) {
        String text = plain(Stream.of(
                        item.show().orElse(""),
                        item.title(),
                        String.join(" ", item.genres()),
                        item.year().isPresent() ? Integer.toString(item.year().getAsInt()) : "",
                        item.kind().name(),
                        String.valueOf(item.path().getFileName()))
                .collect(Collectors.joining(" ")));
        return words.stream()
                .flatMap(word -> Stream.of(word.split("\\s+", -1)))
                .allMatch(word -> text.contains(plain(word)));
    }

    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static String line(MediaItem item) {
        String title = item.show().map(show -> show + " " + place(item) + " ").orElse("")
                + item.title()
                + (item.year().isPresent() && item.show().isEmpty()
                        ? " (" + item.year().getAsInt() + ")"
                        : "");
        return String.format(
                "%-8s %9s  %s%n%20s%s", kind(item), MediaTime.clock(item.duration()), title, "", item.path());
    }

    private static String place(MediaItem item) {
        String season = item.season().isPresent()
                ? String.format(Locale.ROOT, "S%02d", item.season().getAsInt())
                : "";
        return item.episode().isPresent()
                ? season + String.format(Locale.ROOT, "E%02d", item.episode().getAsInt())
                : season;
    }

    private static String kind(MediaItem item) {
        return item.kind().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(List<MediaItem> found) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode items = root.putArray("items");
        for (MediaItem item : found) {
            ObjectNode node = items.addObject();
            node.put("id", item.id());
            node.put("kind", kind(item));
            node.put("title", item.title());
            item.show().ifPresent(show -> node.put("show", show));
            item.season().ifPresent(season -> node.put("season", season));
            item.episode().ifPresent(episode -> node.put("episode", episode));
            item.year().ifPresent(year -> node.put("year", year));
            item.genres().forEach(node.putArray("genres")::add);
            node.put("duration", MediaTime.inSeconds(item.duration()));
            node.put("path", item.path().toString());
        }
        return root;
    }
}
