package tv.exstream.server.library;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.http.ProblemException;

/** The library's folders, what scans found odd in them, and the media in them. */
@Path("api")
@Produces(MediaType.APPLICATION_JSON)
public final class LibraryResource {
    private static final int MAX_LIMIT = 1_000;

    private final LibraryService library;

    public LibraryResource(LibraryService library) {
        this.library = library;
    }

    /** @param path absolute path of a folder on the server's machine */
    public record NewLibrary(String path) {}

    /** @param scan how far the running scan is; left out when none runs */
    public record Library(
            long id,
            java.nio.file.Path path,
            MediaFolder.State state,
            String message,
            Instant addedAt,
            Optional<Instant> scannedAt,
            int available,
            int missing,
            int refused,
            int issues,
            Optional<ScanProgress> scan) {
        static Library of(FolderStatus status) {
            MediaFolder folder = status.folder();
            return new Library(
                    folder.id(),
                    folder.path(),
                    folder.state(),
                    folder.message(),
                    folder.addedAt(),
                    folder.scannedAt(),
                    status.available(),
                    status.missing(),
                    status.refused(),
                    status.issues(),
                    status.scan());
        }
    }

    /** @param total how many match, of which {@code items} is the part asked for */
    public record MediaPage(int total, int offset, int limit, List<Media> items) {}

    /**
     * An item as the API shows it.
     *
     * @param chapters where a schedule may interrupt it
     * @param details left out of lists
     */
    public record Media(
            long id,
            long libraryId,
            java.nio.file.Path path,
            MediaKind kind,
            String title,
            Optional<String> show,
            OptionalInt season,
            OptionalInt episode,
            OptionalInt episodeEnd,
            OptionalInt year,
            List<String> genres,
            Optional<String> description,
            Duration duration,
            boolean hasVideo,
            boolean hasAudio,
            Instant addedAt,
            List<EmbeddedMetadata.Chapter> chapters,
            Optional<MediaDetails> details) {
        public static Media of(MediaItem item, Optional<MediaDetails> details) {
            return new Media(
                    item.id(),
                    item.folderId(),
                    item.path(),
                    item.kind(),
                    item.title(),
                    item.show(),
                    item.season(),
                    item.episode(),
                    item.episodeEnd(),
                    item.year(),
                    item.genres(),
                    item.description(),
                    item.duration(),
                    item.hasVideo(),
                    item.hasAudio(),
                    item.addedAt(),
                    item.embedded().chapters(),
                    details);
        }
    }

    @GET
    @Path("libraries")
    public List<Library> libraries() {
        return library.folders().stream().map(Library::of).toList();
    }

    @POST
    @Path("libraries")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(NewLibrary wanted) {
        java.nio.file.Path path;
        try {
            path = java.nio.file.Path.of(wanted.path);
        } catch (InvalidPathException e) {
            throw ProblemException.unprocessable("'" + wanted.path + "' is not a path: " + e.getReason());
        }
        if (wanted.path.isBlank() || !path.isAbsolute()) {
            throw ProblemException.unprocessable(
                    "'" + wanted.path + "' is not an absolute path: name a folder on the server from its root on");
        }
        long id = answering(() -> library.add(path).id());
        answering(() -> library.scan(id, ScanListener.NONE));
        return Response.created(URI.create("api/libraries/" + id))
                .entity(Library.of(answering(() -> library.folder(id))))
                .build();
    }

    @GET
    @Path("libraries/{id}")
    public Library get(@PathParam("id") long id) {
        return Library.of(answering(() -> library.folder(id)));
    }

    @DELETE
    @Path("libraries/{id}")
    public void remove(@PathParam("id") long id) {
        answering(() -> {
            library.remove(id);
            return id;
        });
    }

    @POST
    @Path("libraries/{id}/scan")
    public Response scan(@PathParam("id") long id) {
        answering(() -> library.scan(id, ScanListener.NONE));
        return Response.accepted(Library.of(answering(() -> library.folder(id))))
                .build();
    }

    @GET
    @Path("libraries/{id}/issues")
    public List<ScanIssue> issues(@PathParam("id") long id) {
        return answering(() -> library.issues(id));
    }

    @GET
    @Path("media")
    public MediaPage media(
            @QueryParam("query") @DefaultValue("") String query,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("show") @Nullable String show,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("offset") @DefaultValue("0") int offset) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.badRequest("limit " + limit + " is outside 1 to " + MAX_LIMIT);
        }
        if (offset < 0) {
            throw ProblemException.badRequest("offset " + offset + " is negative");
        }
        Optional<MediaKind> wanted = Optional.ofNullable(kind).map(LibraryResource::kind);
        String words = query.strip().toLowerCase(Locale.ROOT);
        List<MediaItem> matching = library.items().stream()
                .filter(item -> wanted.isEmpty() || item.kind() == wanted.get())
                .filter(item -> show == null || item.show().orElse("").equalsIgnoreCase(show))
                .filter(item -> words.isEmpty() || says(item, words))
                .toList();
        return new MediaPage(
                matching.size(),
                offset,
                limit,
                matching.stream()
                        .skip(offset)
                        .limit(limit)
                        .map(item -> Media.of(item, Optional.empty()))
                        .toList());
    }

    @GET
    @Path("media/{id}")
    public Media item(@PathParam("id") long id) {
        return library.item(id)
                .map(item -> Media.of(item, Optional.of(library.details(id))))
                .orElseThrow(() -> ProblemException.notFound("there is no media item " + id
                        + " that can be played now: GET /api/media lists those there are"));
    }

    private static boolean says(MediaItem item, String words) {
        return item.title().toLowerCase(Locale.ROOT).contains(words)
                || item.show().orElse("").toLowerCase(Locale.ROOT).contains(words);
    }

    private static MediaKind kind(String text) {
        try {
            return MediaKind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("'" + text + "' is no kind of media: use EPISODE, MOVIE, MUSIC or OTHER");
        }
    }

    /** One call to the service. */
    private interface Call<T> {
        T get();
    }

    private static <T> T answering(Call<T> call) {
        try {
            return call.get();
        } catch (LibraryException e) {
            String message = String.valueOf(e.getMessage());
            throw switch (e.kind()) {
                case UNKNOWN -> ProblemException.notFound(message);
                case DUPLICATE -> ProblemException.conflict(message);
                case NESTED, NOT_A_FOLDER -> ProblemException.unprocessable(message);
                case CLOSED -> ProblemException.unavailable(message);
            };
        }
    }
}
