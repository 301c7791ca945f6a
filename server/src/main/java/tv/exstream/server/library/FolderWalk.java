package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Finds the media files below a folder. Every directory is visited once, however many links lead to it, so loops of
 * links end; directories reached by a real path are preferred to those reached by a link. One use, one thread.
 */
final class FolderWalk {
    private static final Set<String> MEDIA = Set.of(
            "mkv", "mp4", "m4v", "mov", "avi", "ts", "m2ts", "mts", "mpg", "mpeg", "m2v", "vob", "webm", "wmv", "asf",
            "flv", "f4v", "3gp", "3g2", "ogv", "ogm", "rm", "rmvb", "divx", "dv", "mxf", "nut", "wtv", "y4m", "mp3",
            "flac", "m4a", "m4b", "ogg", "oga", "opus", "wav", "aac", "wma", "ac3", "aiff", "mka");
    private static final Set<String> PLAYLISTS =
            Set.of("m3u", "m3u8", "pls", "asx", "wpl", "xspf", "mpd", "strm", "ffconcat", "sdp", "ism", "f4m");
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp");
    private static final Set<String> NOT_FOR_US = Set.of(
            "@eadir", "#recycle", "$recycle.bin", "lost+found", "system volume information", "@recycle", "#snapshot");

    /** @param relative below the walked folder, '/' between names */
    record FoundFile(String name, String relative, Path path, long size, long mtimeMillis) {}

    /**
     * @param names    from the walked folder to here, outermost first
     * @param nfos     name of each .nfo file here, in lower case, to a number that changes with its content
     * @param pictures name of each picture here, in lower case, to its path below the walked folder
     */
    record FoundFolder(
            List<String> names, List<FoundFile> files, Map<String, Sidecar> nfos, Map<String, String> pictures) {
        FoundFolder(List<String> names) {
            this(names, new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        }

        String relative() {
            return String.join("/", names);
        }
    }

    record Sidecar(String relative, Path path, long stamp) {}

    /** @param unlisted folders ('/' between names) of which nothing can be said, for they could not be listed */
    record Result(List<FoundFolder> folders, List<ScanIssue> issues, List<String> unlisted) {}

    private record Visit(Path directory, List<String> names) {}

    private final ScanIssues issues;
    private final BooleanSupplier cancelled;
    private final List<FoundFolder> folders = new ArrayList<>();
    private final List<ScanIssue> problems = new ArrayList<>();
    private final List<String> unlisted = new ArrayList<>();
    private final Set<Object> visited = new HashSet<>();
    private final Deque<Visit> real = new ArrayDeque<>();
    private final Deque<Visit> linked = new ArrayDeque<>();

    FolderWalk(ScanIssues issues, BooleanSupplier cancelled) {
        this.issues = issues;
        this.cancelled = cancelled;
    }

    Result walk(Path root) {
        real.add(new Visit(root, List.of()));
        while (!cancelled.getAsBoolean()) {
            Visit next = real.isEmpty() ? linked.poll() : real.poll();
            if (next == null) {
                break;
            }
            visit(next);
        }
        return new Result(folders, problems, unlisted);
    }

    private void visit(Visit visit) {
        String relative = String.join("/", visit.names);
        List<Path> entries = new ArrayList<>();
        try {
            BasicFileAttributes attributes = Files.readAttributes(visit.directory, BasicFileAttributes.class);
            Object key = attributes.fileKey() != null ? attributes.fileKey() : visit.directory.toRealPath();
            if (!visited.add(key)) {
                return;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(visit.directory)) {
                stream.forEach(entries::add);
            }
        } catch (IOException e) {
            cannotList(relative, e);
            return;
        } catch (DirectoryIteratorException e) {
            cannotList(relative, new IOException(e.getMessage(), e));
            return;
        }
        if (entries.stream().anyMatch(p -> p.getFileName().toString().equals(".nomedia"))) {
            return;
        }
        entries.sort(Comparator.comparing(p -> p.getFileName().toString()));
        FoundFolder folder = new FoundFolder(visit.names);
        for (Path entry : entries) {
            look(entry, relative, folder);
        }
        folders.add(folder);
    }

    private void cannotList(String relative, IOException e) {
        unlisted.add(relative);
        problems.add(issues.unreadable(relative, e));
    }

    private void look(Path entry, String parent, FoundFolder in) {
        String name = entry.getFileName().toString();
        String relative = parent.isEmpty() ? name : parent + "/" + name;
        if (name.startsWith(".") || NOT_FOR_US.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        BasicFileAttributes attributes = attributes(entry, relative, isOurs(name));
        if (attributes == null) {
            return;
        }
        boolean directory = attributes.isDirectory();
        if ((directory || isOurs(name)) && !isText(entry, name)) {
            problems.add(issues.badName(relative));
            return;
        }
        if (directory) {
            List<String> below = new ArrayList<>(in.names);
            below.add(name);
            (Files.isSymbolicLink(entry) ? linked : real).add(new Visit(entry, List.copyOf(below)));
            return;
        }
        String extension = NameText.extension(name);
        long mtime = attributes.lastModifiedTime().toMillis();
        if (MEDIA.contains(extension)) {
            if (attributes.isRegularFile()) {
                in.files.add(new FoundFile(name, relative, entry, attributes.size(), mtime));
            } else {
                problems.add(issues.special(relative));
            }
        } else if (PLAYLISTS.contains(extension)) {
            problems.add(issues.playlist(relative));
        } else if (extension.equals("nfo") && attributes.isRegularFile()) {
            in.nfos.put(name.toLowerCase(Locale.ROOT), new Sidecar(relative, entry, mtime * 31 + attributes.size()));
        } else if (PICTURES.contains(extension) && attributes.isRegularFile() && isText(entry, name)) {
            in.pictures.put(name.toLowerCase(Locale.ROOT), relative);
        }
    }

    private @Nullable BasicFileAttributes attributes(Path entry, String relative, boolean ours) {
        try {
            return Files.readAttributes(entry, BasicFileAttributes.class);
        } catch (FileSystemLoopException e) {
            return null;
        } catch (IOException e) {
            if (ours && Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                problems.add(
                        Files.isSymbolicLink(entry) ? issues.brokenLink(relative) : issues.unreadable(relative, e));
            }
            return null;
        }
    }

    /** The engine and the database know paths as text: a name that text cannot carry would name no file there. */
    private static boolean isText(Path entry, String name) {
        return entry.equals(entry.resolveSibling(name));
    }

    private static boolean isOurs(String name) {
        return MEDIA.contains(NameText.extension(name));
    }
}
