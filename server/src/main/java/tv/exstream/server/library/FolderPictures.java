package tv.exstream.server.library;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import tv.exstream.server.library.FolderWalk.FoundFile;
import tv.exstream.server.library.FolderWalk.FoundFolder;

/** Which of the pictures of one walk belong to a file, by the names Kodi, Jellyfin and Plex use. One thread. */
final class FolderPictures {
    private static final List<String> EXTENSIONS = List.of("jpg", "jpeg", "png", "webp");
    private static final List<String> POSTERS = List.of("poster", "folder", "cover", "movie", "front", "album");
    private static final List<String> BACKDROPS = List.of("fanart", "backdrop", "background");
    private static final List<String> STILLS = List.of("thumb", "landscape");

    private final Map<String, FoundFolder> folders;

    /** @param folders by their path below the walked folder */
    FolderPictures(Map<String, FoundFolder> folders) {
        this.folders = folders;
    }

    /** Changes whenever another picture could be chosen for a file of the folder. */
    long stamp(FoundFolder folder) {
        long stamp = 0;
        for (int depth = folder.names().size(); depth >= 0; depth--) {
            FoundFolder around = folders.get(String.join("/", folder.names().subList(0, depth)));
            stamp = stamp * 1_000_003 + (around == null ? 0 : around.pictures().hashCode());
        }
        return stamp;
    }

    /** @param alone whether what lies in the folder is about this file only */
    Facts of(FoundFolder folder, FoundFile file, MediaKind kind, boolean alone) {
        Facts.Builder found = own(folder, file, kind == MediaKind.MOVIE ? Fact.POSTER : Fact.STILL);
        // What lies at the top is about the library; an album's cover is about each of its tracks.
        if (!folder.names().isEmpty() && (alone || kind == MediaKind.MUSIC)) {
            addFirst(found, Fact.POSTER, folder, POSTERS);
            addFirst(found, Fact.BACKDROP, folder, BACKDROPS);
            addFirst(found, Fact.STILL, folder, STILLS);
        }
        return found.build();
    }

    /** Its own pictures, then those of its season and its show, whichever is nearest. */
    Facts ofEpisode(FoundFolder folder, FoundFile file, OptionalInt season) {
        Facts.Builder found = own(folder, file, Fact.STILL);
        List<String> ofSeason = season.isEmpty()
                ? List.of()
                : List.of(
                        season.getAsInt() == 0
                                ? "season-specials-poster"
                                : String.format(Locale.ROOT, "season%02d-poster", season.getAsInt()));
        for (int depth = folder.names().size(); depth >= 0; depth--) {
            FoundFolder around = folders.get(String.join("/", folder.names().subList(0, depth)));
            if (around != null && (depth > 0 || around.nfos().containsKey("tvshow.nfo"))) {
                addFirst(found, Fact.POSTER, around, ofSeason);
                addFirst(found, Fact.POSTER, around, POSTERS);
                addFirst(found, Fact.BACKDROP, around, BACKDROPS);
            }
        }
        return found.build();
    }

    /** "Film-poster.jpg", "Film-fanart.jpg", "Film-thumb.jpg"; what "Film.jpg" shows depends on what the file is. */
    private static Facts.Builder own(FoundFolder folder, FoundFile file, Fact plain) {
        String stem = NameText.stem(file.name()).toLowerCase(Locale.ROOT);
        Facts.Builder found = new Facts.Builder();
        addFirst(found, Fact.POSTER, folder, List.of(stem + "-poster", stem + "-cover"));
        addFirst(found, Fact.BACKDROP, folder, List.of(stem + "-fanart", stem + "-backdrop"));
        addFirst(found, Fact.STILL, folder, List.of(stem + "-thumb", stem + "-landscape"));
        addFirst(found, plain, folder, List.of(stem));
        return found;
    }

    private static void addFirst(Facts.Builder found, Fact kind, FoundFolder folder, List<String> names) {
        first(folder, names).ifPresent(path -> found.add(kind, path));
    }

    private static Optional<String> first(FoundFolder folder, List<String> names) {
        if (folder.pictures().isEmpty()) {
            return Optional.empty();
        }
        return names.stream()
                .flatMap(name -> EXTENSIONS.stream().map(extension -> name + "." + extension))
                .flatMap(name -> Optional.ofNullable(folder.pictures().get(name)).stream())
                .findFirst();
    }
}
