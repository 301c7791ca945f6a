package tv.exstream.server.channels;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.library.LibraryResource.Media;
import tv.exstream.server.library.LibraryResource.MediaPage;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaItem;

import static tv.exstream.server.channels.ChannelProblems.answering;

/** {@code /api/collections}: sets of media by rule, and what is in them now. */
@Path("/api/collections")
@Produces(MediaType.APPLICATION_JSON)
public final class CollectionsResource {
    private static final int MAX_LIMIT = 1_000;

    private final CollectionEditor editor;
    private final CollectionService collections;
    private final MediaCatalog catalog;
    private final InstantSource clock;

    public CollectionsResource(
            CollectionEditor editor, CollectionService collections, MediaCatalog catalog, InstantSource clock) {
        this.editor = editor;
        this.collections = collections;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** To create one, both are needed; to change one, what is absent stays. */
    public record CollectionRequest(Optional<String> name, Optional<CollectionRule> rule) {}

    /** @param items how many belong to it now */
    public record CollectionView(long id, String name, CollectionRule rule, int items) {}

    @GET
    public List<CollectionView> list() {
        return collections.collections().stream().map(this::view).toList();
    }

    @GET
    @Path("{id}")
    public CollectionView get(@PathParam("id") long id) {
        return view(answering(() -> editor.collection(id)));
    }

    @GET
    @Path("{id}/items")
    public MediaPage items(
            @PathParam("id") long id,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("offset") @DefaultValue("0") int offset) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.badRequest("limit " + limit + " is outside 1 to " + MAX_LIMIT);
        }
        if (offset < 0) {
            throw ProblemException.badRequest("offset " + offset + " is negative");
        }
        List<MediaItem> items = answering(() -> editor.collection(id))
                .rule()
                .at(clock.instant())
                .select(catalog.items());
        return new MediaPage(
                items.size(),
                offset,
                limit,
                items.stream()
                        .skip(offset)
                        .limit(limit)
                        .map(item -> Media.of(item, Optional.empty()))
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(CollectionRequest request) {
        String name = request.name.orElseThrow(() -> ProblemException.unprocessable("a collection needs a 'name'"));
        CollectionRule rule = request.rule.orElseThrow(() -> ProblemException.unprocessable(
                "a collection needs a 'rule', e.g. {\"kind\":\"genre\",\"genre\":\"Comedy\"}"));
        MediaCollection created = answering(() -> editor.create(name, rule));
        return Response.created(URI.create("/api/collections/" + created.id()))
                .entity(view(created))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CollectionView update(@PathParam("id") long id, CollectionRequest request) {
        MediaCollection before = answering(() -> editor.collection(id));
        return view(answering(
                () -> editor.update(id, request.name.orElse(before.name()), request.rule.orElse(before.rule()))));
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") long id) {
        answering(() -> {
            editor.delete(id);
            return id;
        });
        return Response.noContent().build();
    }

    private CollectionView view(MediaCollection collection) {
        return new CollectionView(
                collection.id(),
                collection.name(),
                collection.rule(),
                collection.rule().at(clock.instant()).select(catalog.items()).size());
    }
}
