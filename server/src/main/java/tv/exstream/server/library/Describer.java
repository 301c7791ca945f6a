package tv.exstream.server.library;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import tv.exstream.server.library.FolderWalk.FoundFile;
import tv.exstream.server.library.FolderWalk.FoundFolder;
import tv.exstream.server.library.FolderWalk.Sidecar;

/** What names and sidecars say about the files of one walk. One thread. */
final class Describer {
    /** Raised whenever names are read differently, so that everything is described anew without being probed anew. */
    private static final int RULES = 2;

    /** What an episode has from its show where it says nothing itself. */
    private static final Set<Fact> OF_THE_SHOW =
            EnumSet.of(Fact.RATING, Fact.STARS, Fact.ACTOR, Fact.STUDIO, Fact.COUNTRY);

    /**
     * @param genres in the order given by the sidecar
     * @param facts  what else sidecars say, and which pictures there are
     */
    record Description(MediaName name, List<String> genres, String plot, Facts facts) {}

    private final String rootName;
    private final Map<String, FoundFolder> folders = new HashMap<>();
    private final IdentityHashMap<FoundFolder, Map<String, MediaName>> names = new IdentityHashMap<>();
    private final IdentityHashMap<FoundFolder, Long> stamps = new IdentityHashMap<>();
    private final Map<String, Optional<Nfo>> nfos = new HashMap<>();
    private final FolderPictures pictures;
    private final ScanIssues issues;
    private final Consumer<ScanIssue> report;

    Describer(String rootName, List<FoundFolder> folders, ScanIssues issues, Consumer<ScanIssue> report) {
        this.rootName = rootName;
        this.issues = issues;
        this.report = report;
        folders.forEach(folder -> this.folders.put(folder.relative(), folder));
        this.pictures = new FolderPictures(this.folders);
    }

    /** The sidecars that say something about a file: its own, its movie's, its show's. */
    List<Sidecar> sidecars(FoundFolder folder, FoundFile file) {
        return Stream.of(own(folder, file), movie(folder), show(folder))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Changes whenever {@link #describe} could answer differently. */
    long stamp(FoundFolder folder, FoundFile file) {
        long stamp = stamps.computeIfAbsent(folder, this::folderStamp);
        for (Sidecar sidecar : sidecars(folder, file)) {
            stamp = stamp * 1_000_003 + sidecar.relative().hashCode() * 31L + sidecar.stamp();
        }
        return stamp;
    }

    private long folderStamp(FoundFolder folder) {
        long stamp = RULES;
        for (String name : Stream.of(
                        Stream.of(rootName),
                        folder.names().stream(),
                        folder.files().stream().map(FoundFile::name))
                .flatMap(s -> s)
                .toList()) {
            stamp = stamp * 1_000_003 + name.hashCode();
        }
        return stamp * 1_000_003 + pictures.stamp(folder);
    }

    Description describe(FoundFolder folder, FoundFile file) {
        Map<String, MediaName> all = names.computeIfAbsent(
                folder,
                f -> MediaNames.read(
                        rootName,
                        f.names(),
                        f.files().stream().map(FoundFile::name).toList()));
        MediaName named = Objects.requireNonNull(all.get(file.name()));
        if (named.extra()) {
            return new Description(named, List.of(), "", Facts.NONE);
        }
        Optional<Nfo> own = own(folder, file).flatMap(this::read);
        if (own.isEmpty() && named.kind() == MediaKind.MOVIE) {
            own = movie(folder).flatMap(this::read);
        }
        Optional<Nfo> show =
                show(folder).flatMap(this::read).filter(nfo -> nfo.root().equals("tvshow"));
        MediaName name = own.map(nfo -> merge(named, nfo)).orElse(named);
        boolean alone = all.values().stream().filter(n -> !n.extra()).count() == 1
                || movie(folder).isPresent();
        Facts facts = own.map(Nfo::facts).orElse(Facts.NONE);
        if (name.kind() != MediaKind.EPISODE) {
            return new Description(
                    name,
                    own.map(Nfo::genres).orElse(List.of()),
                    own.flatMap(Nfo::plot).orElse(""),
                    with(facts, pictures.of(folder, file, name.kind(), alone)));
        }
        MediaName episode = show.map(nfo -> inShow(name, nfo)).orElse(name);
        List<String> genres = own.map(Nfo::genres)
                .filter(g -> !g.isEmpty())
                .or(() -> show.map(Nfo::genres))
                .orElse(List.of());
        Facts both = show.map(nfo -> facts.or(nfo.facts(), OF_THE_SHOW)).orElse(facts);
        return new Description(
                episode,
                genres,
                own.flatMap(Nfo::plot).orElse(""),
                with(aired(both, episode), pictures.ofEpisode(folder, file, episode.season())));
    }

    private static Facts with(Facts facts, Facts more) {
        return new Facts.Builder().addAll(facts).addAll(more).build();
    }

    /** A dated episode was first shown on its date. */
    private static Facts aired(Facts facts, MediaName episode) {
        if (!facts.all(Fact.PREMIERED).isEmpty()
                || episode.season().orElse(0) < EpisodeMark.FIRST_DATED_SEASON
                || episode.episode().isEmpty()) {
            return facts;
        }
        int day = episode.episode().getAsInt();
        return new Facts.Builder()
                .addAll(facts)
                .add(
                        Fact.PREMIERED,
                        String.format(
                                Locale.ROOT, "%d-%02d-%02d", episode.season().getAsInt(), day / 100, day % 100))
                .build();
    }

    private static MediaName merge(MediaName name, Nfo nfo) {
        String title = nfo.title().orElse(name.title());
        return switch (nfo.root()) {
            case "movie" -> MediaName.movie(title, nfo.year().isPresent() ? nfo.year() : name.year());
            case "episodedetails" -> {
                Optional<String> show = nfo.showTitle().or(name::show);
                // Without a show it is no episode of anything: only its title helps.
                yield show.isEmpty()
                        ? MediaName.other(title, true)
                        : new MediaName(
                                MediaKind.EPISODE,
                                title,
                                show,
                                nfo.season().isPresent() ? nfo.season() : name.season(),
                                nfo.episode().isPresent() ? nfo.episode() : name.episode(),
                                endAfter(name.episodeEnd(), nfo.episode()),
                                name.kind() == MediaKind.EPISODE ? name.year() : OptionalInt.empty(),
                                false,
                                true);
            }
            case "musicvideo" -> MediaName.other(title, true);
            default -> name;
        };
    }

    private static OptionalInt endAfter(OptionalInt end, OptionalInt episode) {
        return end.isPresent() && (episode.isEmpty() || end.getAsInt() > episode.getAsInt())
                ? end
                : OptionalInt.empty();
    }

    private static MediaName inShow(MediaName name, Nfo show) {
        return new MediaName(
                name.kind(),
                name.title(),
                show.title().or(name::show),
                name.season(),
                name.episode(),
                name.episodeEnd(),
                show.year().isPresent() ? show.year() : name.year(),
                false,
                name.telling());
    }

    private static Optional<Sidecar> own(FoundFolder folder, FoundFile file) {
        return nfo(folder, NameText.stem(file.name()).toLowerCase(Locale.ROOT) + ".nfo");
    }

    private static Optional<Sidecar> movie(FoundFolder folder) {
        return nfo(folder, "movie.nfo");
    }

    /** In the folder itself or one of those around it. */
    private Optional<Sidecar> show(FoundFolder folder) {
        for (int depth = folder.names().size(); depth >= 0; depth--) {
            FoundFolder around = folders.get(String.join("/", folder.names().subList(0, depth)));
            Optional<Sidecar> found = around == null ? Optional.empty() : nfo(around, "tvshow.nfo");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Sidecar> nfo(FoundFolder folder, String name) {
        return Optional.ofNullable(folder.nfos().get(name));
    }

    private Optional<Nfo> read(Sidecar sidecar) {
        Optional<Nfo> known = nfos.get(sidecar.relative());
        if (known != null) {
            return known;
        }
        Optional<Nfo> nfo = Optional.empty();
        try {
            nfo = Nfo.read(sidecar.path());
        } catch (Nfo.NfoException e) {
            report.accept(issues.badSidecar(sidecar.relative(), String.valueOf(e.getMessage())));
        }
        nfos.put(sidecar.relative(), nfo);
        return nfo;
    }
}
