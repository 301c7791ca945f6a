package tv.exstream.server.hdhr;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.stream.PublicUrls;

/** The HDHomeRun's HTTP documents at the server's root, where players look for them. */
@Path("/")
public class HdhrResource {
    private final Device device;
    private final int tuners;
    private final ChannelCatalog catalog;
    private final String prefix;

    public HdhrResource(Device device, int tuners, ChannelCatalog catalog) {
        this(device, tuners, catalog, "");
    }

    HdhrResource(Device device, int tuners, ChannelCatalog catalog, String prefix) {
        this.device = device;
        this.tuners = tuners;
        this.catalog = catalog;
        this.prefix = prefix;
    }

    @GET
    @Path("discover.json")
    @Produces(MediaType.APPLICATION_JSON)
    public HdhrDocuments.Discover discover(@Context UriInfo uri, @Context HttpHeaders headers) {
        return HdhrDocuments.discover(device, tuners, base(uri, headers).base());
    }

    @GET
    @Path("lineup.json")
    @Produces(MediaType.APPLICATION_JSON)
    public List<HdhrDocuments.LineupEntry> lineup(@Context UriInfo uri, @Context HttpHeaders headers) {
        return HdhrDocuments.lineup(catalog.listed(), base(uri, headers));
    }

    @GET
    @Path("lineup.xml")
    public Response lineupXml(@Context UriInfo uri, @Context HttpHeaders headers) {
        return xml(HdhrDocuments.lineupXml(lineup(uri, headers)));
    }

    @GET
    @Path("lineup_status.json")
    @Produces(MediaType.APPLICATION_JSON)
    public HdhrDocuments.LineupStatus lineupStatus() {
        return new HdhrDocuments.LineupStatus(0, 1, "Cable", List.of("Cable"));
    }

    /** Our lineup is complete at any time, so a scan has nothing to do and is answered like a finished one. */
    @POST
    @Path("lineup.post")
    public Response lineupPost(@QueryParam("scan") @Nullable String scan) {
        if (scan == null || !List.of("start", "abort").contains(scan)) {
            throw ProblemException.badRequest("Use lineup.post?scan=start or lineup.post?scan=abort.");
        }
        return Response.ok("", MediaType.TEXT_HTML_TYPE).build();
    }

    @GET
    @Path("device.xml")
    public Response deviceXml(@Context UriInfo uri, @Context HttpHeaders headers) {
        return xml(HdhrDocuments.deviceXml(device, base(uri, headers).base()));
    }

    private PublicUrls base(UriInfo uri, HttpHeaders headers) {
        return new PublicUrls(PublicUrls.of(uri, headers).base() + prefix);
    }

    private static Response xml(String document) {
        return Response.ok(document).type("application/xml; charset=utf-8").build();
    }
}
