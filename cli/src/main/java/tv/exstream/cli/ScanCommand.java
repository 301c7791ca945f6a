package tv.exstream.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.server.library.FolderStatus;
import tv.exstream.server.library.LibraryException;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.MediaFolder;
import tv.exstream.server.library.ScanListener;
import tv.exstream.server.library.ScanOptions;
import tv.exstream.server.library.ScanProgress;
import tv.exstream.server.library.ScanReport;
import tv.exstream.server.store.Database;

/** {@code scan}: takes folders into the library and looks into what is new in them. */
@Command(
        name = "scan",
        description = {
            "Takes folders into the library of a data directory and looks into what is new or changed in them.",
            "Without a folder, scans those that are in the library. Files are only read.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv scan /srv/shows /srv/films",
            "  exstreamtv scan",
            "  exstreamtv scan /srv/shows --json",
        })
final class ScanCommand implements Callable<Integer>, Reporting {
    private final CliContext context;

    @Parameters(paramLabel = "DIR", arity = "0..*", description = "Folders of media.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private DataOptions options = new DataOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ScanCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path data = options.settings(context.environment()).server().data();
        List<ScanReport> reports = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try (Database database = Database.open(data);
                OneShotEngine engine = OneShotEngine.start(context);
                LibraryService library =
                        new LibraryService(database, engine.get(), InstantSource.system(), ScanOptions.DEFAULT)) {
            for (MediaFolder folder : wanted(library, refused)) {
                reports.add(scan(library, folder));
            }
        }
        if (json) {
            context.terminal().json(ScanSummary.json(reports, refused));
        } else {
            ScanSummary.text(reports).forEach(line -> context.terminal().result(line));
        }
        refused.forEach(message -> context.terminal().say("exstreamtv: " + message));
        boolean away = reports.stream().anyMatch(report -> report.outcome() == ScanReport.Outcome.OFFLINE);
        return (refused.isEmpty() && !away ? Exit.DONE : Exit.BAD_INPUT).code();
    }

    /** One folder that cannot be taken in does not keep the others out. */
    private List<MediaFolder> wanted(LibraryService library, List<String> refused) {
        List<MediaFolder> known =
                library.folders().stream().map(FolderStatus::folder).toList();
        if (folders.isEmpty()) {
            if (known.isEmpty()) {
                throw new CliException(Exit.USAGE, "the library has no folders yet: name one, exstreamtv scan DIR");
            }
            return known;
        }
        List<MediaFolder> wanted = new ArrayList<>();
        for (Path path : folders) {
            Path absolute = path.toAbsolutePath().normalize();
            try {
                wanted.add(known.stream()
                        .filter(folder -> folder.path().equals(absolute))
                        .findFirst()
                        .orElseGet(() -> library.add(absolute)));
            } catch (LibraryException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        return wanted;
    }

    private ScanReport scan(LibraryService library, MediaFolder folder) {
        try (ProgressBar bar = new ProgressBar(context.terminal())) {
            // the scan's thread draws until the report is there, nobody else does
            ScanListener listener = progress -> bar.update(fraction(progress), label(folder, progress));
            Future<ScanReport> report = library.scan(folder.id(), listener);
            return report.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new CliException(Exit.FAILED, "scanning " + folder.path() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.FAILED, "cancelled; what was found so far is kept", e);
        }
    }

    private static OptionalDouble fraction(ScanProgress progress) {
        int done = progress.probed() + progress.skipped();
        return progress.total().isPresent() && progress.total().getAsInt() > 0
                ? OptionalDouble.of((double) done / progress.total().getAsInt())
                : OptionalDouble.empty();
    }

    private static String label(MediaFolder folder, ScanProgress progress) {
        int done = progress.probed() + progress.skipped();
        String where = progress.current().orElse(folder.path().toString());
        return progress.total().isPresent()
                ? done + " of " + progress.total().getAsInt() + "  " + where
                : progress.found() + " files found  " + where;
    }
}
