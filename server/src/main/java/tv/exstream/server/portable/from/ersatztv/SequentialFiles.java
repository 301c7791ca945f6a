package tv.exstream.server.portable.from.ersatztv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.sequential.ContentDefinition;
import tv.exstream.server.schedule.sequential.ContentName;
import tv.exstream.server.schedule.sequential.SequentialProgram;
import tv.exstream.server.script.SequentialFile;

/**
 * Sequential schedules, which ErsatzTV keeps as files of their own.
 *
 * @param folder of the database
 * @param paths  how paths of the machine or container are called here
 */
record SequentialFiles(Draft draft, Contents contents, Path folder, PathMap paths) {
    /** Where ErsatzTV keeps them beside its database. */
    private static final List<String> FOLDERS = List.of("sequential-schedules", "yaml-playouts", "scripts", ".");

    /** Empty, with a remark, where the file is not there or has faults. */
    Optional<ScheduleDefinition> read(String file, String label) {
        Optional<Path> found = find(file);
        if (found.isEmpty()) {
            draft.remark(label + ": its schedule " + file
                    + " is not found here: copy it beside the database, or map its path");
            return Optional.empty();
        }
        try {
            SequentialFile read = SequentialFile.read(found.get());
            if (read.definition().isEmpty()) {
                draft.remark(label + ": " + read.faults().getFirst() + "; mend the file and make a schedule of it");
            }
            read.program().ifPresent(this::collections);
            return read.definition().map(ScheduleDefinition.class::cast);
        } catch (IOException e) {
            draft.remark(label + ": its schedule " + found.get() + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> find(String file) {
        String mapped = paths.apply(file).replace('\\', '/');
        String name = mapped.substring(mapped.lastIndexOf('/') + 1);
        return Stream.concat(Stream.of(mapped), FOLDERS.stream().map(inner -> folder + "/" + inner + "/" + name))
                .filter(text -> text.indexOf('\0') < 0 && !name.isBlank() && !name.equals(".."))
                .map(Path::of)
                .filter(path -> path.isAbsolute() || path.startsWith(folder))
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .map(Path::normalize)
                .findFirst();
    }

    /** What it calls by names is carried over with it. */
    private void collections(SequentialProgram program) {
        List<ContentName> names = new ArrayList<>();
        program.contents().values().forEach(content -> {
            switch (content.source()) {
                case ContentDefinition.Source.From from -> names.add(from.name());
                case ContentDefinition.Source.Marathon marathon -> names.addAll(marathon.of());
                case ContentDefinition.Source.Items items -> {
                    // They name other contents.
                }
            }
        });
        for (ContentName name : names) {
            switch (name) {
                case ContentName.Collection collection -> contents.named(collection.name());
                case ContentName.Playlist playlist -> contents.named(playlist.name());
                case ContentName.Show show -> {
                    // Found in the library.
                }
                case ContentName.Search search -> {
                    // Found in the library.
                }
            }
        }
    }
}
