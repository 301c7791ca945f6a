package tv.exstream.server.hdhr;

import jakarta.ws.rs.Path;

import tv.exstream.server.channels.ChannelCatalog;

/** The same documents under {@code /hdhomerun}, for servers that share their root with something else. */
@Path("/hdhomerun")
public final class HdhrPrefixedResource extends HdhrResource {
    public HdhrPrefixedResource(Device device, int tuners, ChannelCatalog catalog) {
        super(device, tuners, catalog, "/hdhomerun");
    }
}
