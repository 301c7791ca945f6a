package tv.exstream.server.iptv;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

import tv.exstream.server.channels.Channel;
import tv.exstream.server.guide.GuideLinks;

/** Writes the guide as XMLTV while it is read, however long it is. */
@FunctionalInterface
public interface XmltvDocument {
    /**
     * @param out      receives UTF-8; flushed, not closed
     * @param channels whose programmes
     */
    void write(OutputStream out, List<Channel> channels, Instant from, Instant to, GuideLinks links) throws IOException;
}
