package tv.exstream.server.portable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.ScheduleService;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.library.MediaCatalog;

/**
 * Brings the collections, schedules and channels of a document into an installation, in one transaction: all of it, or
 * nothing. Safe from any thread.
 */
public final class PortableImport {
    private final ChannelService channels;
    private final ScheduleService schedules;
    private final CollectionService collections;
    private final MediaCatalog catalog;
    private final Supplier<Map<Long, Path>> folders;
    private final Path data;

    /**
     * @param folders the library's, by their keys; asked for each time
     * @param data    where pictures of channels are
     */
    public PortableImport(
            ChannelService channels,
            ScheduleService schedules,
            CollectionService collections,
            MediaCatalog catalog,
            Supplier<Map<Long, Path>> folders,
            Path data) {
        this.channels = channels;
        this.schedules = schedules;
        this.collections = collections;
        this.catalog = catalog;
        this.folders = folders;
        this.data = data;
    }

    /**
     * How to import.
     *
     * @param dryRun      only to see what it would do
     * @param mappings    where files of the document lie here; the first that fits is taken
     * @param newGuideIds channels get new guide ids, for guides that know those of the document already
     */
    public record Options(boolean dryRun, OnConflict onConflict, List<PathMapping> mappings, boolean newGuideIds) {
        public static final Options DEFAULT = new Options(false, OnConflict.FAIL, List.of(), false);

        public Options {
            mappings = List.copyOf(mappings);
        }

        public Options on(OnConflict conflict) {
            return new Options(dryRun, conflict, mappings, newGuideIds);
        }
    }

    /**
     * Imports a document. Playouts follow before it returns.
     *
     * @throws ChannelException {@code NAME_TAKEN} naming what is there already and differs, if that is to fail
     */
    public ImportReport apply(PortableDocument document, Options options) {
        return channels.together(
                changes -> {
                    Remarks remarks = new Remarks();
                    MediaFinder finder = new MediaFinder(catalog.items(), options.mappings());
                    return new ImportPass(
                                    document,
                                    options,
                                    changes,
                                    new Installed(
                                            collections.collections(),
                                            collections.kept(),
                                            schedules.schedules(),
                                            channels),
                                    new FoundMedia(document, finder, folders.get(), remarks),
                                    new ChannelFit(channels, data, finder, remarks),
                                    remarks)
                            .run();
                },
                !options.dryRun());
    }
}
