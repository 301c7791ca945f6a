package tv.exstream.server.portable.from;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.swagger.v3.oas.annotations.Operation;

import tv.exstream.server.http.ProblemException;
import tv.exstream.server.portable.ImportReport;
import tv.exstream.server.portable.OnConflict;
import tv.exstream.server.portable.PortableImport;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.m3u.PlaylistImport;

import static tv.exstream.server.channels.ChannelProblems.answering;

/** {@code POST /api/import} with an M3U playlist: a channel of each of its streams. */
@Path("/api")
public final class PlaylistResource {
    private final PortableImport into;

    public PlaylistResource(PortableImport into) {
        this.into = into;
    }

    @POST
    @Path("import")
    @Consumes({"audio/x-mpegurl", "audio/mpegurl", "application/x-mpegurl", "application/vnd.apple.mpegurl"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true) // one path has one description: the document's tells of playlists, too
    public ImportReport read(
            String body,
            @QueryParam("from") @DefaultValue("m3u") String from,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("onConflict") @DefaultValue("fail") String onConflict) {
        try {
            if (Product.named(from) != Product.M3U) {
                throw ProblemException.badRequest(
                        "from: only m3u is read from a request; use 'exstreamtv import --from " + from
                                + " PATH' for the rest");
            }
            Imported imported = PlaylistImport.read("the body", body);
            PortableImport.Options options =
                    new PortableImport.Options(dryRun, OnConflict.parse(onConflict), List.of(), false);
            return withRemarks(answering(() -> into.apply(imported.document(), options)), imported.remarks());
        } catch (ImportException e) {
            throw ProblemException.unprocessable(String.valueOf(e.getMessage()));
        }
    }

    private static ImportReport withRemarks(ImportReport report, List<String> more) {
        List<String> remarks = new ArrayList<>(more);
        remarks.addAll(report.remarks());
        return new ImportReport(report.dryRun(), report.changes(), remarks);
    }
}
