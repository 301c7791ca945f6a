package tv.exstream.server.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a folder's name says: a season, bonus material, a shelf of movies, or nothing. Pure. */
final class FolderNames {
    private static final Pattern SEASON = Pattern.compile(
            "(?i)(?<show>.*?)[\\s\\-]*\\b(?:season|series|staffel|saison|temporada|stagione|seizoen|sezon|säsong|sæson)"
                    + "[ ]?(?<number>\\d{1,4})(?!\\d).*");
    private static final Pattern SHORT_SEASON =
            Pattern.compile("(?i)(?:(?<show>.+?)[\\s\\-]+)?s(?<number>\\d{1,4})(?![\\p{L}\\p{N}])(?<rest>.*)");
    private static final Pattern SPECIALS = Pattern.compile("(?i)specials?|season 0+|s0+");

    private static final Set<String> EXTRAS = Set.of(
            "extras",
            "extra",
            "bonus",
            "bonus features",
            "behind the scenes",
            "deleted scenes",
            "featurettes",
            "featurette",
            "trailers",
            "trailer",
            "sample",
            "samples",
            "backdrops",
            "theme-music",
            "outtakes",
            "bloopers");
    /** Bonus material below a show or movie, but a perfectly good shelf at the top of a library. */
    private static final Set<String> EXTRAS_BELOW =
            Set.of("shorts", "clips", "other", "others", "scenes", "interviews", "music videos");

    private static final Set<String> MOVIES =
            Set.of("movies", "movie", "films", "film", "filme", "peliculas", "cine", "cinema", "feature films");
    private static final Set<String> GENERIC = Set.of(
            "tv",
            "tv shows",
            "tvshows",
            "tv series",
            "shows",
            "series",
            "serien",
            "television",
            "anime",
            "cartoons",
            "kids",
            "media",
            "video",
            "videos",
            "library",
            "downloads",
            "download",
            "incoming",
            "complete",
            "completed",
            "clips",
            "misc",
            "new",
            "mnt",
            "data",
            "home",
            "share",
            "nas",
            "plex",
            "jellyfin",
            "emby",
            "kodi",
            "tmp",
            "documentaries",
            "home videos",
            "recordings",
            "dvr",
            "content",
            "files",
            "various",
            "unsorted");

    private FolderNames() {}

    /**
     * A folder that holds a season.
     *
     * @param show what its own name says about the show, may be empty
     */
    record Season(int number, String show) {}

    static Optional<Season> season(String folder) {
        String words = NameText.words(folder);
        if (SPECIALS.matcher(words).matches()) {
            return Optional.of(new Season(0, ""));
        }
        Matcher m = SEASON.matcher(words);
        if (m.matches()) {
            return Optional.of(new Season(Integer.parseInt(m.group("number")), NameText.trim(m.group("show"))));
        }
        m = SHORT_SEASON.matcher(words);
        if (m.matches()) {
            String show = m.group("show") == null ? "" : NameText.trim(m.group("show"));
            // "Show S01 1080p WEB" is a season pack; "Apollo S2 Engine" is a folder with a name.
            if (m.group("rest").isBlank() || NameText.isRelease(m.group("rest"))) {
                return Optional.of(new Season(Integer.parseInt(m.group("number")), show));
            }
        }
        return Optional.empty();
    }

    /** Whether the folders lead into bonus material. A show may be called "Extras": then a season follows. */
    static boolean leadIntoExtras(List<String> folders, String fileStem) {
        for (int i = 0; i < folders.size(); i++) {
            String name = lower(folders.get(i));
            boolean named = EXTRAS.contains(name) || (EXTRAS_BELOW.contains(name) && i > 0);
            if (named
                    && folders.stream().skip(i + 1L).noneMatch(f -> season(f).isPresent())
                    && !NameText.key(fileStem).startsWith(NameText.key(name) + "s0")) {
                return true;
            }
        }
        return false;
    }

    static boolean isMovies(String folder) {
        return MOVIES.contains(lower(folder));
    }

    /** Whether the name could not be that of a show. */
    static boolean isGeneric(String folder) {
        String name = lower(folder);
        return name.isEmpty() || GENERIC.contains(name) || MOVIES.contains(name) || !NameText.telling(name);
    }

    private static String lower(String folder) {
        return NameText.words(folder).toLowerCase(Locale.ROOT);
    }
}
