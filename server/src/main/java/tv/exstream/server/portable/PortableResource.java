package tv.exstream.server.portable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.portable.PortableExport.Exported;

import static tv.exstream.server.channels.ChannelProblems.answering;

/** {@code /api/export} and {@code /api/import}: collections, schedules and channels as one document. */
@Path("/api")
public final class PortableResource {
    private static final String YAML = "application/yaml";

    private final PortableExport export;
    private final PortableImport into;

    public PortableResource(PortableExport export, PortableImport into) {
        this.export = export;
        this.into = into;
    }

    @GET
    @Path("export")
    // Without a wish, and by whatever order a JVM lists methods: for people.
    @Produces({YAML + ";qs=1"})
    @Operation(hidden = true)
    public String yaml(
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("secrets") @DefaultValue("true") boolean secrets) {
        Exported exported = exported(channel, secrets);
        return PortableFormat.yaml(exported.document(), exported.notes());
    }

    @GET
    @Path("export")
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.9")
    @Operation(
            summary = "Collections, schedules and channels as one document",
            description =
                    "?channel=5,6 takes these channels and what they need; ?secrets=false leaves out what is secret"
                            + " of stream addresses")
    @ApiResponse(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DocumentFile.class)),
                @Content(mediaType = YAML, schema = @Schema(implementation = DocumentFile.class))
            })
    public String json(
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("secrets") @DefaultValue("true") boolean secrets) {
        return PortableFormat.json(exported(channel, secrets).document());
    }

    private Exported exported(@Nullable String channel, boolean secrets) {
        Exported exported = channel == null ? export.everything() : answering(() -> export.of(numbers(channel)));
        return secrets ? exported : new Exported(Secrets.without(exported.document()), exported.notes());
    }

    private static List<ChannelNumber> numbers(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(ChannelNumber::parse)
                .toList();
    }

    /** All of a document, or nothing. */
    @POST
    @Path("import")
    @Consumes({MediaType.APPLICATION_JSON, YAML, "application/x-yaml", "text/yaml"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Brings in a document that /api/export has made, or a person",
            description =
                    "?dryRun=true only says what it would do. ?onConflict=fail, skip, replace or renumber says what"
                            + " becomes of what is here already and differs. ?map=FROM=TO, as often as needed, says where files"
                            + " of the document lie here. ?guideIds=new gives channels new guide ids."
                            + " An M3U playlist (Content-Type: audio/x-mpegurl) becomes a channel of each of its streams")
    public ImportReport read(
            @RequestBody(content = @Content(schema = @Schema(implementation = DocumentFile.class))) String body,
            @HeaderParam("Content-Type") @Nullable String type,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("onConflict") @DefaultValue("fail") String onConflict,
            @QueryParam("map") List<String> mappings,
            @QueryParam("guideIds") @DefaultValue("keep") String guideIds)
            throws JsonProcessingException {
        PortableImport.Options options = new PortableImport.Options(
                dryRun,
                OnConflict.parse(onConflict),
                mappings.stream().map(PathMapping::parse).toList(),
                newGuideIds(guideIds));
        PortableDocument document = PortableFormat.read(body, type != null && type.contains("yaml"));
        return answering(() -> into.apply(document, options));
    }

    private static boolean newGuideIds(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "keep" -> false;
            case "new" -> true;
            default -> throw ProblemException.badRequest("guideIds: '" + text + "' is neither keep nor new");
        };
    }
}
