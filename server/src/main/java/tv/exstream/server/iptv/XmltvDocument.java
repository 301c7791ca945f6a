package tv.exstream.server.iptv;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.Function;

import tv.exstream.server.channels.Channel;

/** Writes the guide as XMLTV while it is read, however long it is. */
@FunctionalInterface
public interface XmltvDocument {
    /**
     * @param out     receives UTF-8; flushed, not closed
     * @param logoUrl where a channel's logo is
     */
    void write(OutputStream out, Instant from, Instant to, Function<Channel, String> logoUrl) throws IOException;
}
