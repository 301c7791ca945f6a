package tv.exstream.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.swagger.v3.oas.annotations.Hidden;

/** The API's description for programs, and a page that shows it to people. */
@Path("/")
@Hidden
public final class OpenApiResource {
    private static final String PAGE = "docs.html";
    /** The page brings everything along, and nothing it shows may load more. */
    private static final String POLICY =
            "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private final OpenApiDocument document;

    /**
     * @param resources classes described; asked for at the first request
     * @param raw       endpoints that are no resources
     */
    public OpenApiResource(String version, Supplier<List<Class<?>>> resources, List<RawEndpoint> raw) {
        this.document = new OpenApiDocument(version, resources, raw);
    }

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response openApi() throws IOException {
        return Response.ok(document.json()).build();
    }

    @GET
    @Path("docs")
    @Produces("text/html; charset=utf-8")
    public Response docs() throws IOException {
        try (InputStream page = OpenApiResource.class.getResourceAsStream(PAGE)) {
            if (page == null) {
                throw new IllegalStateException(PAGE + " is missing from the program; reinstall it");
            }
            return Response.ok(page.readAllBytes())
                    .header("Content-Security-Policy", POLICY)
                    .build();
        }
    }
}
