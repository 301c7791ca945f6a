package tv.exstream.server.library;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Shows, seasons, episodes and movies from the names of files and folders, as the users of Plex, Jellyfin and Kodi name
 * them. Pure: looks at names only, never at a disk.
 */
final class MediaNames {
    private static final Set<String> AUDIO = Set.of(
            "mp3", "flac", "m4a", "m4b", "ogg", "oga", "opus", "wav", "aac", "wma", "ac3", "aiff", "alac", "mka");
    private static final Pattern EXTRA_SUFFIX =
            Pattern.compile("(?i).*[-.](?:trailer|sample|behindthescenes|deleted|featurette"
                    + "|interview|scene|short|other|clip|extra)\\d*|(?:sample|trailer)[-. ]?\\d*|sample-.*");
    private static final Pattern TRACK =
            Pattern.compile("^(?:\\d{1,2}-)?(?:0\\d{1,2}(?:\\.| -| )|\\d{1,3}(?:\\.| -))\\s*(?=.*\\p{L})");

    private final String rootName;
    private final List<String> folders;
    private final int fileCount;
    private final boolean movieShelf;
    private final Optional<FolderNames.Season> seasonFolder;

    private MediaNames(String rootName, List<String> folders, int fileCount) {
        this.rootName = rootName;
        this.folders = folders;
        this.fileCount = fileCount;
        this.movieShelf = Stream.concat(Stream.of(rootName), folders.stream()).anyMatch(FolderNames::isMovies);
        this.seasonFolder = folders.isEmpty() ? Optional.empty() : FolderNames.season(folders.getLast());
    }

    /**
     * Reads the names of all media files of one folder; together, for two numbered clips make a show where one does not.
     *
     * @param rootName  name of the library folder
     * @param folders   names of the folders from there to the files, outermost first
     * @param fileNames with extension
     */
    static Map<String, MediaName> read(String rootName, List<String> folders, Collection<String> fileNames) {
        MediaNames names = new MediaNames(rootName, folders, fileNames.size());
        Set<String> counted = names.looselyCounted(fileNames);
        Map<String, MediaName> result = new LinkedHashMap<>();
        for (String fileName : fileNames) {
            result.put(fileName, names.one(fileName, counted.contains(fileName)));
        }
        return result;
    }

    static boolean isAudio(String fileName) {
        return AUDIO.contains(NameText.extension(fileName));
    }

    private MediaName one(String fileName, boolean looselyCounted) {
        String stem = NameText.stem(fileName);
        String words = NameText.words(stem);
        if (EXTRA_SUFFIX.matcher(stem).matches() || FolderNames.leadIntoExtras(folders, stem)) {
            return MediaName.extra(clean(words, stem));
        }
        if (isAudio(fileName)) {
            String title = NameText.trim(TRACK.matcher(words).replaceFirst(""));
            return MediaName.music(title.isEmpty() ? clean(words, stem) : title, NameText.telling(words));
        }
        Optional<MediaName> episode = episode(words);
        if (episode.isPresent()) {
            return episode.get();
        }
        Optional<MediaName> movie = movie(words);
        if (movie.isPresent()) {
            return movie.get();
        }
        if (looselyCounted) {
            Optional<MediaName> counted =
                    EpisodeMark.loose(NameText.title(words)).flatMap(this::episode);
            if (counted.isPresent()) {
                return counted.get();
            }
        }
        String title = clean(words, stem);
        return movieShelf
                ? MediaName.movie(title, OptionalInt.empty())
                : MediaName.other(title, NameText.telling(title));
    }

    private Optional<MediaName> episode(String words) {
        Optional<EpisodeMark> mark = EpisodeMark.explicit(words);
        if (mark.isEmpty() && fileCount == 1 && !folders.isEmpty()) {
            // A release in a folder of its own: the folder has the name, the file some abbreviation.
            mark = EpisodeMark.explicit(NameText.words(folders.getLast()));
        }
        if (mark.isEmpty() && !movieShelf) {
            mark = EpisodeMark.episodeOnly(words);
        }
        if (mark.isEmpty() && seasonFolder.isPresent()) {
            String titleOnly = NameText.title(words);
            mark = Optional.of(EpisodeMark.inSeason(titleOnly)
                    .orElseGet(() -> new EpisodeMark(
                            "", titleOnly, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty())));
        }
        if (mark.isEmpty() && !movieShelf && NameText.parenthesisedYear(words).isEmpty()) {
            mark = EpisodeMark.dashed(NameText.title(words));
        }
        return mark.flatMap(this::episode);
    }

    private Optional<MediaName> episode(EpisodeMark mark) {
        Optional<Show> show = show(mark.before());
        if (show.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt season = mark.season();
        OptionalInt episode = mark.episode();
        if (season.isEmpty() && seasonFolder.isPresent()) {
            int number = seasonFolder.get().number();
            season = OptionalInt.of(number);
            // "105" in "Season 1" is how some write 1x05.
            if (number > 0 && episode.isPresent() && episode.getAsInt() / 100 == number) {
                episode = OptionalInt.of(episode.getAsInt() % 100);
            }
        }
        String title = NameText.title(mark.after());
        if (title.isEmpty()) {
            title = episode.isPresent() ? numberAsTitle(season, episode.getAsInt()) : show.get().name;
        }
        return Optional.of(new MediaName(
                MediaKind.EPISODE,
                title,
                Optional.of(show.get().name),
                season,
                episode,
                mark.episodeEnd(),
                show.get().year,
                false,
                !NameText.title(mark.after()).isEmpty()));
    }

    private static String numberAsTitle(OptionalInt season, int episode) {
        boolean dated = season.isPresent() && season.getAsInt() >= EpisodeMark.FIRST_DATED_SEASON;
        return dated
                ? String.format(Locale.ROOT, "%d-%02d-%02d", season.getAsInt(), episode / 100, episode % 100)
                : "Episode " + episode;
    }

    private record Show(String name, OptionalInt year) {}

    /** The show's folder knows best where there is one; else what stands before the mark; else the folder at all. */
    private Optional<Show> show(String before) {
        Optional<Show> own = asShow(NameText.title(before));
        if (seasonFolder.isPresent()) {
            Optional<Show> above =
                    folders.size() >= 2 ? folderAsShow(folders.get(folders.size() - 2)) : Optional.empty();
            Optional<Show> root = folders.size() == 1 ? folderAsShow(rootName) : Optional.empty();
            return above.or(() -> asShow(seasonFolder.get().show()))
                    .or(() -> own)
                    .or(() -> root);
        }
        Optional<Show> folder = folderAsShow(folders.isEmpty() ? rootName : folders.getLast());
        if (own.isEmpty()) {
            return folder;
        }
        if (folder.isEmpty()) {
            return own;
        }
        String a = NameText.key(own.get().name);
        String b = NameText.key(folder.get().name);
        return a.startsWith(b) || b.startsWith(a) ? folder : own;
    }

    private static Optional<Show> folderAsShow(String folder) {
        if (FolderNames.isGeneric(folder)
                || EpisodeMark.explicit(NameText.words(folder)).isPresent()) {
            return Optional.empty();
        }
        return asShow(NameText.title(NameText.words(folder)));
    }

    private static Optional<Show> asShow(String words) {
        Optional<NameText.Dated> dated = NameText.parenthesisedYear(words);
        if (dated.isPresent()) {
            return Optional.of(
                    new Show(dated.get().before(), OptionalInt.of(dated.get().year())));
        }
        dated = NameText.bareYear(words).filter(d -> d.after().isBlank());
        if (dated.isPresent()) {
            return Optional.of(
                    new Show(dated.get().before(), OptionalInt.of(dated.get().year())));
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(new Show(words, OptionalInt.empty()));
    }

    private Optional<MediaName> movie(String words) {
        Optional<NameText.Dated> dated = NameText.parenthesisedYear(words)
                .or(() -> NameText.bareYear(words).filter(d -> movieShelf || NameText.isRelease(d.after())));
        OptionalInt part = NameText.part(words);
        if (dated.isPresent()) {
            return Optional.of(MediaName.movie(
                    numbered(dated.get().before(), part),
                    OptionalInt.of(dated.get().year())));
        }
        if (!folders.isEmpty()) {
            Optional<NameText.Dated> folder = NameText.parenthesisedYear(NameText.words(folders.getLast()));
            boolean sameName = folder.isPresent()
                    && NameText.key(words).startsWith(NameText.key(folder.get().before()));
            if (folder.isPresent() && (fileCount == 1 || sameName || (movieShelf && part.isPresent()))) {
                return Optional.of(MediaName.movie(
                        numbered(folder.get().before(), part),
                        OptionalInt.of(folder.get().year())));
            }
        }
        if (movieShelf || NameText.isRelease(words)) {
            String title = NameText.title(NameText.withoutPart(words));
            return title.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MediaName.movie(numbered(title, part), OptionalInt.empty()));
        }
        return Optional.empty();
    }

    private static String numbered(String title, OptionalInt part) {
        return part.isPresent() ? title + " (Part " + part.getAsInt() + ")" : title;
    }

    /** Files whose bare number counts, because another with the same words before it has another number. */
    private Set<String> looselyCounted(Collection<String> fileNames) {
        if (movieShelf) {
            return Set.of();
        }
        Map<String, Map<Integer, String>> bySeries = new HashMap<>();
        for (String fileName : fileNames) {
            String words = NameText.title(NameText.words(NameText.stem(fileName)));
            Optional<EpisodeMark> mark = isAudio(fileName) ? Optional.empty() : EpisodeMark.loose(words);
            mark.filter(m -> m.before().isBlank() || NameText.telling(m.before() + "1"))
                    .ifPresent(m -> bySeries.computeIfAbsent(NameText.key(m.before()), k -> new HashMap<>())
                            .put(m.episode().orElse(0), fileName));
        }
        Set<String> counted = new HashSet<>();
        bySeries.values().stream().filter(s -> s.size() >= 2).forEach(s -> counted.addAll(s.values()));
        return counted;
    }

    private static String clean(String words, String stem) {
        String title = NameText.title(words);
        if (title.isEmpty()) {
            title = NameText.trim(words);
        }
        if (title.isEmpty()) {
            title = stem.strip();
        }
        return title.isEmpty() ? "Untitled" : title;
    }
}
